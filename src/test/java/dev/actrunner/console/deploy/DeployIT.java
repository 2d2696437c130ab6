package dev.actrunner.console.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.actrunner.console.replica.Leadership;
import dev.actrunner.console.replica.ReplicaGroup;
import dev.actrunner.console.testing.Kubectl;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TestEnvironment;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** {@code deploy/} is applied to a real API server, strictly validated, and its rights suffice, and no more than suffice. */
@EnabledIfEnvironmentVariable(
    named = "KUBEBUILDER_ASSETS",
    matches = ".+",
    disabledReason = "KUBEBUILDER_ASSETS names no folder with kube-apiserver, etcd and kubectl"
)
class DeployIT {

    private static final String BODY = RunningConsole.request("http://forge.invalid", "deploy-token-1");

    private static final String ONE = "/namespaces/act-runners/connections/ci";

    private static RealCluster cluster;
    private static Kubectl kubectl;

    @BeforeAll
    static void start() {
        cluster = RealCluster.start();
        kubectl = new Kubectl(cluster);
        TestEnvironment.note("deploy/", cluster.title(), "real kubectl");
        kubectl.run("apply", "-k", "deploy", "--server-side", "--validate=strict");
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    /** The console as the pod would run it: with a token of its ServiceAccount. */
    private static Path kubeconfigOfTheServiceAccount() {
        String token = kubectl.run("create", "token", "act-runner-console", "--namespace=act-runner-console").strip();
        String server = cluster.admin().getMasterUrl().toString().replaceAll("/$", "");
        return TestCluster.kubeconfig("in-cluster", server, token);
    }

    private static ResponseSpec put(RunningConsole console, String user, String namespace) {
        return console
            .api(user + "-token")
            .put()
            .uri("/namespaces/" + namespace + "/connections/ci?probe=skip")
            .contentType(MediaType.APPLICATION_JSON)
            .body(BODY)
            .exchange();
    }

    @Test
    void appliesAndIsUnchangedTheSecondTime() {
        assertThat(
            kubectl.run("apply", "-k", "deploy", "--server-side", "--validate=strict", "--dry-run=server")
        ).contains("deployment.apps/act-runner-console serverside-applied");
        Deployment deployment = cluster
            .admin()
            .apps()
            .deployments()
            .inNamespace("act-runner-console")
            .withName("act-runner-console")
            .get();
        var container = deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        // Without it nobody could call the console by its Service's name.
        assertThat(container.getEnv()).anyMatch(
            e -> e.getName().equals("CONSOLE_SECURITY_ALLOWED_HOSTS") && e.getValue().contains("act-runner-console.svc")
        );
    }

    @Test
    void theOtherFormsApplyToo() {
        for (String form : List.of("cluster-wide", "per-connection", "impersonation")) {
            assertThat(
                kubectl.run("apply", "-k", "deploy/" + form, "--server-side", "--validate=strict", "--dry-run=server")
            ).contains("serverside-applied");
        }
    }

    @Test
    void theOperatorsLogMayBeReadInKedasNamespaceAlone() {
        kubectl.run("apply", "-k", "deploy/keda-namespace", "--server-side", "--validate=strict");
        // The API server's authorizer hears of a new binding a moment later.
        await().until(() -> !cannot("get", "pods --subresource=log", "keda"));
        assertThat(cannot("get", "pods --subresource=log", "team-a")).isTrue();
    }

    @Test
    void anEditorMakesConnectionsWhereTheRoleIsBoundAndTheConsoleProbesThem() {
        bind("editor");
        bind("viewer");
        Path kubeconfig = kubeconfigOfTheServiceAccount();
        try (RunningConsole console = RunningConsole.on(kubeconfig, "--console.security.mode=cluster")) {
            put(console, "editor", "act-runners").expectStatus().isCreated();
            put(console, "editor", "act-runners").expectStatus().isOk();
            put(console, "editor", "team-a").expectStatus().isForbidden();
            put(console, "viewer", "act-runners").expectStatus().isForbidden();
            console.api("viewer-token").get().uri(ONE).exchange().expectStatus().isOk();
            // Read by the console's own account: the viewer may not get the Secret.
            console
                .api("viewer-token")
                .post()
                .uri(ONE + "/probe")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.checks[?(@.id=='token.readable')].status")
                .isEqualTo("pass");
            console
                .api("viewer-token")
                .get()
                .uri("/keda")
                .exchange()
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo("2.20.2")
                .jsonPath("$.metricsApi.state")
                .isEqualTo("available");
            console.api("editor-token").delete().uri(ONE).exchange().expectStatus().isOk();
        }
    }

    @Test
    void itsRightsSufficeForReplicas() {
        try (
            RunningConsole console = RunningConsole.on(
                kubeconfigOfTheServiceAccount(),
                "--console.security.mode=cluster",
                "--console.replicas.enabled=true",
                "--console.replicas.name=pod-a",
                "--console.replicas.namespace=act-runner-console"
            )
        ) {
            await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> console.bean(Leadership.class).isLeader() && lease() != null);
            assertThat(console.bean(ReplicaGroup.class).owns("anything")).isTrue();
            assertThat(
                cluster
                    .admin()
                    .secrets()
                    .inNamespace("act-runner-console")
                    .withName("act-runner-console-keys")
                    .get()
                    .getData()
            ).containsOnlyKeys("keys.json");
        }
        assertThat(lease()).as("is released at the end").isNull();
    }

    private static @Nullable Lease lease() {
        return cluster.admin().leases().inNamespace("act-runner-console").withName("act-runner-console-pod-a").get();
    }

    @Test
    void theConsolesOwnAccountWritesNothing() {
        for (String namespace : List.of("act-runners", "team-a", "act-runner-console")) {
            for (String verb : List.of("create", "patch", "delete", "list")) {
                assertThat(cannot(verb, "secrets", namespace))
                    .as(verb + " secrets in " + namespace)
                    .isTrue();
            }
            assertThat(cannot("create", "triggerauthentications.keda.sh", namespace)).isTrue();
            assertThat(cannot("create", "rolebindings.rbac.authorization.k8s.io", namespace)).isTrue();
        }
        assertThat(cannot("get", "secrets", "act-runners")).isFalse();
        assertThat(cannot("get", "secrets", "team-a")).isTrue();
        assertThat(cannot("impersonate", "users", "act-runners")).isTrue();
    }

    private static void bind(String role) {
        kubectl.run(
            "create",
            "rolebinding",
            role,
            "--namespace=act-runners",
            "--clusterrole=act-runner-console-" + role,
            "--user=" + role
        );
    }

    private static boolean cannot(String verb, String resource, String namespace) {
        try {
            String who = "--as=system:serviceaccount:act-runner-console:act-runner-console";
            String question = "auth can-i " + verb + " " + resource + " --namespace=" + namespace + " " + who;
            kubectl.run(question.split(" ", -1));
            return false;
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage()).strip().endsWith("failed: no");
        }
    }
}
