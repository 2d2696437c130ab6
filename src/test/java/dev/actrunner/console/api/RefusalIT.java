package dev.actrunner.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.TestEnvironment;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.ResourceQuotaStatusBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;

/** What a real API server refuses, each with its own status and remediation, and nothing half done. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
class RefusalIT {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String SECRET = "ci-act-runner-controller-forgejo-api";

    private static RealCluster cluster;
    private static RunningConsole console;
    private String ns = "";

    @BeforeAll
    static void start() {
        cluster = RealCluster.start();
        console = RunningConsole.on(cluster);
        TestEnvironment.note("refusals", cluster.title());
    }

    @AfterAll
    static void stop() {
        console.close();
        cluster.close();
    }

    @BeforeEach
    void namespace() {
        ns = "refused-" + NUMBER.incrementAndGet();
        admin().resource(new NamespaceBuilder().withNewMetadata().withName(ns).endMetadata().build()).create();
    }

    private static KubernetesClient admin() {
        return cluster.admin();
    }

    private JsonNode put(int status, String token) {
        return Objects.requireNonNull(
            Requests.to(console)
                .put(
                    ns + "/ci?probe=skip",
                    Requests.connection("https://git.example.com", "{'kind':'admin'}", token.repeat(40))
                )
                .expectStatus()
                .isEqualTo(status)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
        );
    }

    private void assertNothingWasMade() {
        assertThat(admin().secrets().inNamespace(ns).list().getItems()).isEmpty();
        assertThat(
            admin()
                .genericKubernetesResources("keda.sh/v1alpha1", "TriggerAuthentication")
                .inNamespace(ns)
                .list()
                .getItems()
        ).isEmpty();
    }

    @Test
    void aQuotaThatIsUsedUp() {
        Map<String, Quantity> none = Map.of("count/secrets", new Quantity("0"));
        ResourceQuota quota = admin()
            .resource(
                new ResourceQuotaBuilder()
                    .withNewMetadata()
                    .withName("small")
                    .withNamespace(ns)
                    .endMetadata()
                    .withNewSpec()
                    .withHard(none)
                    .endSpec()
                    .build()
            )
            .create();
        // No controller counts here.
        quota.setStatus(new ResourceQuotaStatusBuilder().withHard(none).withUsed(none).build());
        admin().resource(quota).updateStatus();
        JsonNode problem = put(403, "a");
        assertThat(problem.path("detail").asString()).contains("exceeded quota: small");
        assertThat(problem.path("remediation").asString()).startsWith("The ResourceQuota small is used up");
        assertNothingWasMade();
    }

    @Test
    void aNamespaceThatIsBeingDeleted() {
        // No controller takes its finalizer off here.
        admin().namespaces().withName(ns).delete();
        JsonNode problem = put(403, "a");
        assertThat(problem.path("detail").asString()).contains("is being terminated");
        assertThat(problem.path("remediation").asString()).startsWith("The namespace is being deleted");
        assertNothingWasMade();
    }

    @Test
    void aSecretThatIsImmutable() {
        put(201, "a");
        admin()
            .secrets()
            .inNamespace(ns)
            .withName(SECRET)
            .edit(s -> new SecretBuilder(s).withImmutable(true).build());
        JsonNode problem = put(409, "b");
        assertThat(problem.path("remediation").asString()).contains("cannot be changed: delete it first");
        assertThat(problem.toString()).doesNotContain("b".repeat(40));
        admin().secrets().inNamespace(ns).withName(SECRET).delete();
        put(201, "b");
    }

    @Test
    void aSecretThatIsBeingDeleted() {
        put(201, "a");
        admin()
            .secrets()
            .inNamespace(ns)
            .withName(SECRET)
            .edit(s -> new SecretBuilder(s).editMetadata().addToFinalizers("example.com/keep").endMetadata().build());
        admin().secrets().inNamespace(ns).withName(SECRET).delete();
        put(200, "b");
        Secret left = admin().secrets().inNamespace(ns).withName(SECRET).get();
        assertThat(left.getMetadata().getDeletionTimestamp()).isNotNull();
    }

    @Test
    void aPolicyOfTheClusters() {
        for (String yaml : new String[] {
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: { name: owners }
            spec:
              failurePolicy: Fail
              matchConstraints:
                resourceRules:
                  - { apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [secrets] }
              validations:
                - { expression: "has(object.metadata.labels) && 'owner' in object.metadata.labels", message: wants an owner }
            """,
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: { name: owners }
            spec:
              policyName: owners
              validationActions: [Deny]
              matchResources: { namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: %s } } }
            """.formatted(ns),
        }) {
            admin().resource(yaml).create();
        }
        // A policy works some seconds after it is there.
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> {
                try {
                    admin().resource(bare()).dryRun().create();
                    return false;
                } catch (KubernetesClientException e) {
                    return String.valueOf(e.getMessage()).contains("wants an owner");
                }
            });
        JsonNode problem = put(409, "a");
        assertThat(problem.path("detail").asString()).contains("wants an owner");
        assertThat(problem.path("remediation").asString()).startsWith(
            "The ValidatingAdmissionPolicy owners refuses it"
        );
        assertNothingWasMade();
    }

    private Secret bare() {
        return new SecretBuilder().withNewMetadata().withName("bare").withNamespace(ns).endMetadata().build();
    }

    /** As OLM and other installers make it, each with labels of its own. */
    @Test
    void anOperatorWithOtherLabels() {
        Deployment seeded = admin().apps().deployments().inNamespace("keda").withName("keda-operator").get();
        assertThat(operator()).isEqualTo("ready");
        admin().resource(seeded).delete();
        assertThat(operator()).isEqualTo("missing");
        install(seeded, ns, "keda-operator", Map.of("app.kubernetes.io/part-of", "keda-operator"));
        assertThat(operator()).isEqualTo("ready");
        admin().apps().deployments().inNamespace(ns).withName("keda-operator").delete();
        install(seeded, ns, "autoscaling", Map.of("team", "platform"));
        assertThat(operator()).isEqualTo("ready");
        admin().apps().deployments().inNamespace(ns).withName("autoscaling").delete();
        install(seeded, "keda", "keda-operator", Map.of("app", "keda-operator"));
    }

    private static void install(Deployment operator, String namespace, String name, Map<String, String> labels) {
        Deployment copy = new DeploymentBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(name)
            .withLabels(labels)
            .endMetadata()
            .withSpec(operator.getSpec())
            .build();
        Deployment made = admin().resource(copy).create();
        made.setStatus(operator.getStatus());
        admin().resource(made).updateStatus();
    }

    private static String operator() {
        return Objects.requireNonNull(
            Requests.to(console).get("/keda").expectBody(JsonNode.class).returnResult().getResponseBody()
        )
            .path("operator")
            .asString();
    }
}
