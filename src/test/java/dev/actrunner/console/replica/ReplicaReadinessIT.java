package dev.actrunner.console.replica;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TestEnvironment;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;

/** A Service sends requests to ready pods alone, and a rolling update ends the old pod once the new one is ready. */
class ReplicaReadinessIT {

    /** Long enough that only the other replica's end, or patience, makes the console go on without its answer. */
    private static final Duration LEASE = Duration.ofSeconds(12);

    private static int status(RunningConsole console, String group) {
        return RestClient.create(console.url())
            .get()
            .uri("/actuator/health/" + group)
            .exchange((_, response) -> response.getStatusCode().value());
    }

    @Test
    void isReadyOnceItKnowsWhatTheOthersKnow() {
        var other = new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
        other.start();
        try (TestCluster cluster = TestCluster.best()) {
            TestEnvironment.note("readiness of replicas", cluster.title());
            other.stubFor(get(anyUrl()).willReturn(serverError()));
            cluster
                .admin()
                .resource(
                    new LeaseBuilder()
                        .withNewMetadata()
                        .withName("act-runner-console-other")
                        .withNamespace("keda")
                        .addToLabels("console.actrunner.dev/replica-of", "act-runner-console")
                        .addToAnnotations("console.actrunner.dev/address", other.baseUrl())
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("other")
                        .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
                        .endSpec()
                        .build()
                )
                .create();
            try (
                RunningConsole console = RunningConsole.on(
                    cluster,
                    "--console.replicas.enabled=true",
                    "--console.replicas.name=own",
                    "--console.replicas.namespace=keda",
                    "--console.replicas.lease-duration=" + LEASE.toSeconds() + "s"
                )
            ) {
                await().until(() -> !other.getAllServeEvents().isEmpty());
                assertThat(status(console, "readiness")).isEqualTo(503);
                assertThat(status(console, "liveness")).as("nothing that a restart would mend").isEqualTo(200);
                // Nobody renews the other's Lease.
                await()
                    .atMost(LEASE.multipliedBy(5))
                    .until(() -> status(console, "readiness") == 200);
            }
        } finally {
            other.stop();
        }
    }

    @Test
    void aSingleProcessIsReadyAtOnce() {
        try (TestCluster cluster = TestCluster.best(); RunningConsole console = RunningConsole.on(cluster)) {
            assertThat(status(console, "readiness")).isEqualTo(200);
        }
    }
}
