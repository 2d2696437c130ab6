package dev.actrunner.console.multicluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.actrunner.console.testing.ConsoleProcess;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.SharedProbes;
import dev.actrunner.console.testing.TestEnvironment;
import dev.actrunner.console.testing.TokenTrap;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Two packaged consoles for two real API servers: they share the probes of the remote one too, and show the same of it. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
class RemoteClusterReplicasIT {

    private static final int CONNECTIONS = 12;
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void eachConnectionOfARemoteClusterIsProbedByOneReplicaAndShownByAll() {
        try (
            RealCluster east = RealCluster.start();
            RealCluster west = RealCluster.start();
            var forge = new TokenTrap();
            ConsoleProcess one = replica("one", east, west);
            ConsoleProcess two = replica("two", east, west)
        ) {
            TestEnvironment.note("a remote cluster and replicas", east.title() + ", twice", "two packaged consoles");
            awaitRunning(one);
            awaitRunning(two);
            for (int i = 0; i < CONNECTIONS; i++) {
                HttpStatusCode status = RestClient.create(one.url())
                    .put()
                    .uri("/clusters/west/api/v1/namespaces/team-a/connections/c" + i + "?probe=skip")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(RunningConsole.request(forge.url(), "token-" + i))
                    .retrieve()
                    .toBodilessEntity()
                    .getStatusCode();
                assertThat(status.value()).isEqualTo(201);
            }
            awaitAll(one, Instant.EPOCH);
            awaitAll(two, Instant.EPOCH);

            SharedProbes.assertEachIsProbedByOne(forge, CONNECTIONS, INTERVAL);

            Instant killed = Instant.now();
            one.kill();
            awaitAll(two, killed);
        }
    }

    private static ConsoleProcess replica(String name, RealCluster east, RealCluster west) {
        return ConsoleProcess.withOptions(
            "-Xmx300m -XX:TieredStopAtLevel=1",
            east.kubeconfig(),
            "--console.security.mode=demo",
            "--console.monitor.interval=" + INTERVAL.toSeconds() + "s",
            "--console.monitor.confirm-after=200ms",
            "--console.replicas.enabled=true",
            "--console.replicas.name=" + name,
            "--console.replicas.namespace=keda",
            "--console.replicas.address=http://127.0.0.1:{management}",
            "--console.cluster.name=east",
            "--console.clusters[0].name=west",
            "--console.clusters[0].kubeconfig=" + west.kubeconfig()
        );
    }

    private static void awaitRunning(ConsoleProcess console) {
        await()
            .atMost(PATIENCE)
            .ignoreExceptions()
            .untilAsserted(() ->
                assertThat(get(console, "/api/v1/clusters").at("/1/state").asString()).isEqualTo("running")
            );
    }

    private static void awaitAll(ConsoleProcess console, Instant after) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                assertThat(
                    get(console, "/clusters/west/api/v1/connections?limit=500").path("items").valueStream().toList()
                )
                    .hasSize(CONNECTIONS)
                    .allSatisfy(each ->
                        assertThat(
                            Instant.parse(each.at("/status/checkedAt").asString("1970-01-01T00:00:00Z"))
                        ).isAfter(after)
                    )
            );
    }

    private static JsonNode get(ConsoleProcess console, String path) {
        return RestClient.create(console.url()).get().uri(path).retrieve().requiredBody(JsonNode.class);
    }
}
