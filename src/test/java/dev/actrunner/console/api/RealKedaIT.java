package dev.actrunner.console.api;

import static dev.actrunner.console.testing.ProbeJson.findings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.GiteaServer;
import dev.actrunner.console.testing.KedaOperator;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.TestEnvironment;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** What KEDA's own operator makes of what the console advises, on a real API server and a real Gitea; and what the console says of that. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
@EnabledIfEnvironmentVariable(named = "GITEA_BINARY", matches = ".+", disabledReason = "GITEA_BINARY names no Gitea")
@EnabledIfEnvironmentVariable(named = "KEDA_BINARIES", matches = ".+", disabledReason = "KEDA_BINARIES names no KEDA")
class RealKedaIT {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static RealCluster cluster;
    private static GiteaServer gitea;
    private static KedaOperator keda;
    private static RunningConsole console;
    private static RestClient api;
    private String ns = "";

    @BeforeAll
    static void start() {
        cluster = RealCluster.start();
        gitea = GiteaServer.start();
        keda = KedaOperator.start(cluster);
        console = RunningConsole.on(cluster);
        api = RestClient.create(console.url() + "/api/v1");
        TestEnvironment.note("KEDA's operator", cluster.title(), gitea.title(), keda.title());
        String all = gitea.token(GiteaServer.ADMIN, "all");
        gitea.post(all, "/orgs", Map.of("username", "acme"));
        gitea.addWaitingJob(all, "app");
    }

    @AfterAll
    static void stop() {
        console.close();
        keda.close();
        gitea.close();
        cluster.close();
    }

    @BeforeEach
    void connect() {
        ns = "real-" + NUMBER.incrementAndGet();
        cluster.admin().resource(new NamespaceBuilder().withNewMetadata().withName(ns).endMetadata().build()).create();
        put(gitea.token(GiteaServer.ADMIN, "read:admin"));
    }

    private void put(String token) {
        api.put()
            .uri("/namespaces/" + ns + "/connections/ci")
            .contentType(MediaType.APPLICATION_JSON)
            .body(
                Map.of(
                    "forge",
                    Map.of("url", gitea.url()),
                    "scope",
                    Map.of("kind", "admin"),
                    "token",
                    Map.of("value", token),
                    "runnerLabels",
                    List.of("docker")
                )
            )
            .retrieve()
            .toBodilessEntity();
    }

    private JsonNode probe() {
        return Objects.requireNonNull(
            api
                .post()
                .uri("/namespaces/" + ns + "/connections/ci/probe")
                .contentType(MediaType.APPLICATION_JSON)
                .retrieve()
                .body(JsonNode.class)
        );
    }

    private String advised(String part) {
        return Objects.requireNonNull(
            api
                .get()
                .uri("/namespaces/" + ns + "/connections/ci/trigger")
                .retrieve()
                .body(JsonNode.class)
        )
            .path(part)
            .asString();
    }

    /** The workload that the advised ScaledObject scales; nothing runs it here. */
    private void workload(String scaledObject) {
        String name = scaledObject.replaceFirst("(?s).*kind: \"?StatefulSet\"?\\s+name: \"?([a-z0-9-]+).*", "$1");
        cluster
            .admin()
            .resource(
                new StatefulSetBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .withNamespace(ns)
                    .endMetadata()
                    .withNewSpec()
                    .withReplicas(0)
                    .withServiceName(name)
                    .withNewSelector()
                    .addToMatchLabels("app", name)
                    .endSelector()
                    .withNewTemplate()
                    .withNewMetadata()
                    .addToLabels("app", name)
                    .endMetadata()
                    .withNewSpec()
                    .addNewContainer()
                    .withName("runner")
                    .withImage("runner")
                    .endContainer()
                    .endSpec()
                    .endTemplate()
                    .endSpec()
                    .build()
            )
            .create();
    }

    private JsonNode await(String what, java.util.function.Predicate<JsonNode> wanted) {
        JsonNode[] last = new JsonNode[1];
        Awaitility.await(what)
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(500))
            .until(() -> {
                last[0] = probe();
                return wanted.test(last[0]);
            });
        return last[0];
    }

    private static boolean has(JsonNode report, String condition, String status) {
        return report
            .path("scaledResources")
            .path(0)
            .path("conditions")
            .valueStream()
            .anyMatch(c -> c.path("type").asString().equals(condition) && c.path("status").asString().equals(status));
    }

    /** KEDA says that it is ready when it has taken it in, and that it is active after its first look at the forge. */
    private static boolean isActive(JsonNode report) {
        return has(report, "Ready", "True") && has(report, "Active", "True");
    }

    @Test
    void takesTheAdvisedScaledObject() {
        String scaledObject = advised("yaml");
        workload(scaledObject);
        cluster.admin().resource(scaledObject).create();
        JsonNode report = await("Ready and active", RealKedaIT::isActive);
        assertThat(findings(report)).isEmpty();
        assertThat(report.path("verdict").asString()).isEqualTo("ready");
        assertThat(report.path("totalCount").asInt()).isEqualTo(1);
    }

    /** While KEDA takes it in it says many things; none of them makes a good connection a failed one. */
    @Test
    void isNeverFailedWhileTheAdvisedScaledJobIsTakenIn() {
        cluster.admin().resource(advised("scaledJob")).create();
        var verdicts = new ArrayList<String>();
        JsonNode report = await("Ready", r -> {
            verdicts.add(r.path("verdict").asString());
            return isActive(r);
        });
        for (int i = 0; i < 10; i++) {
            verdicts.add(probe().path("verdict").asString());
        }
        assertThat(verdicts).doesNotContain("failed");
        assertThat(findings(report)).isEmpty();
    }

    @Test
    void tellsTheCauseWhereTheTokenIsRevokedAndForgetsItAfterARotation() {
        String token = gitea.token(GiteaServer.ADMIN, "read:admin");
        put(token);
        cluster.admin().resource(advised("scaledJob").replace("pollingInterval: 30", "pollingInterval: 5")).create();
        await("Ready", r -> has(r, "Ready", "True"));
        gitea.revoke(GiteaServer.ADMIN, token);

        JsonNode failing = await("KEDA notices", r -> has(r, "Ready", "False"));
        assertThat(findings(failing))
            .contains("token.unknown", "scaled-resource.trigger-fails")
            .doesNotContain(
                "scaled-resource.fails-only-in-keda",
                "scaled-resource.token-not-reread",
                "scaled-resource.not-ready"
            );
        assertThat(failing.path("checks").toString()).contains("api returned 401");

        put(gitea.token(GiteaServer.ADMIN, "read:admin"));
        assertThat(probe().path("verdict").asString()).isNotEqualTo("failed");
        JsonNode cured = await("KEDA reads the Secret again", RealKedaIT::isActive);
        assertThat(findings(cured)).isEmpty();
    }

    @Test
    void saysWhatKedaRefuses() {
        String scaledObject = advised("yaml");
        workload(scaledObject);
        cluster.admin().resource(scaledObject.replaceFirst("targetValue: \"1\"", "targetValue: \"0\"")).create();
        JsonNode report = await("KEDA refuses it", r -> has(r, "Ready", "False"));
        assertThat(findings(report)).contains("trigger.invalid");
        assertThat(report.path("checks").toString()).contains("no targetValue given");
    }

    /** What KEDA said last stays in the objects; new ones it has not seen. */
    @Test
    void saysThatKedaSaysNothingWhileItIsAway() {
        keda.stop();
        try {
            cluster.admin().resource(advised("scaledJob")).create();
            assertThat(findings(probe())).containsExactly("scaled-resource.silent");
        } finally {
            keda.restart();
        }
        JsonNode report = await("KEDA is back", RealKedaIT::isActive);
        assertThat(findings(report)).isEmpty();
    }
}
