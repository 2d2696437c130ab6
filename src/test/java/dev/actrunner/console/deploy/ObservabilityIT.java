package dev.actrunner.console.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.actrunner.console.testing.Prometheus;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TestEnvironment;
import dev.actrunner.console.testing.TlsForge;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The alert rules and the Grafana dashboard of {@code deploy/observability} on a real Prometheus. */
@EnabledIf(value = "prometheusIsThere", disabledReason = "no Prometheus on this machine")
class ObservabilityIT {

    static boolean prometheusIsThere() {
        return Prometheus.isThere();
    }

    @Test
    void theRulesFireWhenTheyShould() {
        Prometheus.promtool("", "check", "rules", Prometheus.RULES.resolve("alerts.yaml").toString());
        assertThat(
            Prometheus.promtool("", "test", "rules", Prometheus.RULES.resolve("alerts-test.yaml").toString())
        ).contains("SUCCESS");
    }

    /** An authority whose forge has a certificate for ten more days. */
    private static final HeldCertificate AUTHORITY = new HeldCertificate.Builder().certificateAuthority(0).build();

    private static TlsForge endingSoon() {
        return new TlsForge(TlsForge.certificate("127.0.0.1", AUTHORITY, Duration.ofDays(-80), Duration.ofDays(10)));
    }

    @Test
    void everyPanelShowsSomethingAndTheRulesAreEvaluated() throws Exception {
        Path bundle = Files.writeString(Files.createTempFile("authority", ".pem"), AUTHORITY.certificatePem());
        try (
            TestCluster cluster = TestCluster.best();
            var plain = new StubGitea("1.27.2");
            TlsForge secured = endingSoon();
            var console = RunningConsole.on(
                cluster,
                "--console.monitor.interval=2s",
                "--console.monitor.metrics-interval=1s",
                "--console.forge.ca-bundle=" + bundle
            )
        ) {
            plain
                .token("metrics-token", new Account("root", true, Set.of("read:admin")))
                .jobs(new Job("acme", "app", Set.of("docker"), State.WAITING));
            console.connect("team-a/ci", plain.url(), "metrics-token", "{\"kind\":\"admin\"}");
            console.connect("team-a/refused", plain.url(), "not-a-token", "{\"kind\":\"admin\"}");
            console.connect("team-a/secured", secured.url(), "any-token", "{\"kind\":\"admin\"}");
            try (var prometheus = new Prometheus(console)) {
                TestEnvironment.note("the alert rules and the Grafana dashboard", cluster.title(), Prometheus.title());
                await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                        assertThat(prometheus.query("act_runner_connection_verdict{verdict='failed'} == 1")).hasSize(1)
                    );
                var empty = new ArrayList<String>();
                for (JsonNode panel : JsonMapper.shared()
                    .readTree(Prometheus.RULES.resolve("dashboard.json"))
                    .at("/panels")) {
                    for (JsonNode target : panel.at("/targets")) {
                        String expression = target
                            .at("/expr")
                            .asString()
                            .replace("$cluster", ".*")
                            .replace("$namespace", ".*");
                        if (prometheus.query(expression).isEmpty()) {
                            empty.add(expression);
                        }
                    }
                }
                assertThat(empty).as("panels without data").isEmpty();
                await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> {
                        assertThat(prometheus.rules()).hasSize(5);
                        assertThat(prometheus.rules()).allSatisfy(rule ->
                            assertThat(rule.at("/health").asString()).isEqualTo("ok")
                        );
                        assertThat(alerts(prometheus, "ActRunnerConnectionFailed", "refused")).isEqualTo("pending");
                        assertThat(alerts(prometheus, "ActRunnerForgeCertificateEnds", "secured")).isEqualTo("firing");
                    });
            }
            // What Spring and Micrometer name is theirs.
            String own = String.valueOf(
                RestClient.create(console.url()).get().uri("/actuator/prometheus").retrieve().body(String.class)
            )
                .lines()
                .filter(line -> line.contains("act_runner_"))
                .collect(Collectors.joining("\n", "", "\n"));
            assertThat(own).contains("act_runner_connection_checks");
            assertThat(Prometheus.promtool(own, "check", "metrics")).isEmpty();
        }
    }

    /** {@code pending} or {@code firing}, empty for neither. */
    private static String alerts(Prometheus prometheus, String alert, String connection) {
        return prometheus
            .query("ALERTS{alertname='%s',connection='%s'}".formatted(alert, connection))
            .at("/0/metric/alertstate")
            .asString("");
    }
}
