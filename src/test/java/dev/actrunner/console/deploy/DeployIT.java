package dev.actrunner.console.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.actrunner.console.testing.Kubectl;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TestEnvironment;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Path;
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

    private static final String BODY = """
    {"forge":{"url":"http://forge.invalid"},"scope":{"kind":"admin"},"token":{"value":"deploy-token-1"}}
    """;

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

    private static ResponseSpec put(RunningConsole console, String namespace) {
        return console
            .api()
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
        assertThat(container.getEnv()).anyMatch(
            e -> e.getName().equals("SERVER_ADDRESS") && e.getValue().equals("127.0.0.1")
        );
    }

    @Test
    void theClusterWideFormAppliesToo() {
        assertThat(
            kubectl.run("apply", "-k", "deploy/cluster-wide", "--server-side", "--validate=strict", "--dry-run=server")
        ).contains("clusterrole.rbac.authorization.k8s.io/act-runner-console-cluster-wide");
    }

    @Test
    void theOperatorsLogMayBeReadInKedasNamespaceAlone() {
        kubectl.run("apply", "-k", "deploy/keda-namespace", "--server-side", "--validate=strict");
        // The API server's authorizer hears of a new binding a moment later.
        await().until(() -> !cannot("get", "pods --subresource=log", "keda"));
        assertThat(cannot("get", "pods --subresource=log", "team-a")).isTrue();
    }

    @Test
    void itsRightsMakeConnectionsInTheNamespaceThatIsBoundAndNowhereElse() {
        try (RunningConsole console = RunningConsole.on(kubeconfigOfTheServiceAccount())) {
            put(console, "act-runners").expectStatus().isCreated();
            put(console, "act-runners").expectStatus().isOk();
            console.api().get().uri("/connections").exchange().expectStatus().isOk();
            console
                .api()
                .get()
                .uri("/keda")
                .exchange()
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo("2.20.2")
                .jsonPath("$.metricsApi.state")
                .isEqualTo("available");
            console.api().delete().uri("/namespaces/act-runners/connections/ci").exchange().expectStatus().isOk();

            put(console, "team-a").expectStatus().isForbidden();
        }
        assertThat(cannot("list", "secrets", "act-runners"))
            .as("Secrets are never listed")
            .isTrue();
        assertThat(cannot("get", "secrets", "team-a")).isTrue();
        assertThat(cannot("create", "scaledobjects.keda.sh", "act-runners")).isTrue();
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
