package dev.actrunner.console.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.ConsoleProcess;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.TestEnvironment;
import dev.actrunner.console.testing.TokenTrap;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The packaged console, ended without a word while it writes: the same call, repeated at another, completes it. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
class KilledConsoleIT {

    private static final int KILLS = Integer.getInteger("attack.kills", 2);

    @Test
    void whatStoppedHalfwayIsCompletedAndSendsNothingMeanwhile() throws Exception {
        try (
            RealCluster cluster = RealCluster.start();
            var one = new TokenTrap();
            var two = new TokenTrap();
            HttpClient http = HttpClient.newHttpClient()
        ) {
            TestEnvironment.note("a console that is killed", cluster.title(), "stub Gitea", "the packaged jar");
            for (int kill = 0; kill <= KILLS; kill++) {
                try (ConsoleProcess console = start(cluster)) {
                    // What the one before left is completed first.
                    put(http, console, one, "token-of-one");
                    assertThat(token(cluster)).isEqualTo("token-of-one");
                    var changed = http.sendAsync(request(console, two, "token-of-two"), BodyHandlers.discarding());
                    if (kill < KILLS) {
                        TimeUnit.MILLISECONDS.sleep(20L + 40L * kill);
                        console.kill();
                    } else {
                        assertThat(changed.join().statusCode()).isEqualTo(200);
                    }
                }
            }
            assertThat(token(cluster)).isEqualTo("token-of-two");
            assertThat(one.authorizations()).noneMatch(a -> a.contains("token-of-two"));
            assertThat(two.authorizations()).noneMatch(a -> a.contains("token-of-one"));
            assertThat(
                cluster
                    .admin()
                    .genericKubernetesResources("keda.sh/v1alpha1", "TriggerAuthentication")
                    .inAnyNamespace()
                    .list()
                    .getItems()
            ).hasSize(1);
        }
    }

    private static ConsoleProcess start(RealCluster cluster) {
        return ConsoleProcess.start(
            cluster.kubeconfig(),
            "--console.security.mode=demo",
            "--console.monitor.interval=1s"
        );
    }

    private static HttpRequest request(ConsoleProcess console, TokenTrap forge, String token) {
        return HttpRequest.newBuilder(URI.create(console.url() + "/api/v1/namespaces/team-a/connections/killed"))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofMinutes(1))
            .PUT(BodyPublishers.ofString(RunningConsole.request(forge.url(), token)))
            .build();
    }

    private static void put(HttpClient http, ConsoleProcess console, TokenTrap forge, String token) throws Exception {
        assertThat(http.send(request(console, forge, token), BodyHandlers.ofString()).statusCode()).isIn(200, 201);
    }

    private static String token(RealCluster cluster) {
        String encoded = cluster
            .admin()
            .secrets()
            .inNamespace("team-a")
            .withName("killed-act-runner-controller-forgejo-api")
            .get()
            .getData()
            .get("token");
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }
}
