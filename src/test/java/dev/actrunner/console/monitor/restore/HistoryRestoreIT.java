package dev.actrunner.console.monitor.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.monitor.history.HistorySnapshot;
import dev.actrunner.console.monitor.history.Sample;
import dev.actrunner.console.testing.Prometheus;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TestEnvironment;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.web.client.RestClient;

/** A console that is restarted knows the last day from a real Prometheus. */
@EnabledIf(value = "prometheusIsThere", disabledReason = "no Prometheus on this machine")
class HistoryRestoreIT {

    private static final String ADMIN = "{\"kind\":\"admin\"}";
    private static final ConnectionKey CI = new ConnectionKey("team-a", "ci");
    private static final ConnectionKey RENAMED = new ConnectionKey("team-a", "renamed");

    static boolean prometheusIsThere() {
        return Prometheus.isThere();
    }

    /** A day of a console that was there from 20 hours ago until 2 hours ago: by the minute, failing 10 hours ago. */
    private static String past(Instant hour) {
        var verdicts = new StringBuilder("# TYPE act_runner_connection_verdict gauge\n");
        var jobs = new StringBuilder("# TYPE act_runner_connection_pending_jobs gauge\n");
        var phases = new StringBuilder("# TYPE act_runner_connection_probe_duration_seconds gauge\n");
        // As a Prometheus has them that honors labels, and as one that does not.
        List<String> owners = List.of(
            "namespace=\"team-a\",connection=\"ci\"",
            "namespace=\"act-runner-console\",exported_namespace=\"team-a\",connection=\"renamed\""
        );
        for (String owner : owners) {
            for (String verdict : List.of("ready", "failed")) {
                series(
                    hour,
                    minute -> {
                        boolean isFailed = minute > -10 * 60 && minute < -10 * 60 + 20;
                        int value = verdict.equals(isFailed ? "failed" : "ready") ? 1 : 0;
                        return "act_runner_connection_verdict{" + owner + ",verdict=\"" + verdict + "\"} " + value;
                    },
                    verdicts
                );
            }
            for (String state : List.of("waiting", "running")) {
                series(
                    hour,
                    minute -> {
                        int value = minute > -5 * 60 && minute < -5 * 60 + 30 ? 3 : 1;
                        return "act_runner_connection_pending_jobs{" + owner + ",state=\"" + state + "\"} " + value;
                    },
                    jobs
                );
            }
            series(
                hour,
                _ -> "act_runner_connection_probe_duration_seconds{" + owner + ",phase=\"processing\"} 0.25",
                phases
            );
        }
        return verdicts.append(jobs).append(phases).append("# EOF\n").toString();
    }

    private static void series(Instant hour, IntFunction<String> line, StringBuilder into) {
        for (int minute = -20 * 60; minute <= -2 * 60; minute++) {
            into.append(line.apply(minute))
                .append(' ')
                .append(hour.plus(minute, ChronoUnit.MINUTES).getEpochSecond())
                .append('\n');
        }
    }

    private static List<Sample> hours(RunningConsole console, ConnectionKey key) {
        return console
            .bean(Monitor.class)
            .history(key)
            .map(history -> HistorySnapshot.of(history, Instant.now()).hours())
            .orElse(List.of());
    }

    @Test
    void theLastDayIsRestoredAndSaidToBe() {
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        try (
            TestCluster cluster = TestCluster.best();
            var gitea = new StubGitea("1.27.2");
            var prometheus = Prometheus.withPast(past(hour))
        ) {
            TestEnvironment.note("the history after a restart", cluster.title(), Prometheus.title());
            gitea.token("token", new Account("root", true, Set.of("read:admin")));
            try (var before = RunningConsole.on(cluster)) {
                before.connect("team-a/ci", gitea.url(), "token", ADMIN);
                before.connect("team-a/renamed", gitea.url(), "token", ADMIN);
            }
            try (var after = RunningConsole.on(cluster, "--console.history.prometheus-url=" + prometheus.url())) {
                for (ConnectionKey key : List.of(CI, RENAMED)) {
                    await()
                        .atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(hours(after, key)).hasSizeGreaterThan(17));
                    List<Sample> restored = hours(after, key)
                        .stream()
                        .filter(sample -> sample.at().isBefore(hour.minus(2, ChronoUnit.HOURS)))
                        .toList();
                    assertThat(restored)
                        .filteredOn(sample -> sample.verdict() == Verdict.FAILED)
                        .extracting(Sample::at)
                        .containsExactly(hour.minus(10, ChronoUnit.HOURS));
                    assertThat(restored)
                        .filteredOn(sample -> sample.pending() == 6)
                        .extracting(Sample::at)
                        .containsExactly(hour.minus(5, ChronoUnit.HOURS));
                    assertThat(restored).extracting(Sample::latencyMs).containsOnly(250);
                }
                assertThat(page(after, "day")).contains("From Prometheus");
                assertThat(page(after, "hour")).doesNotContain("From Prometheus");
            }
        }
    }

    private static String page(RunningConsole console, String range) {
        return String.valueOf(
            RestClient.create(console.url())
                .get()
                .uri("/connections/team-a/ci?tab=history&range=" + range)
                .retrieve()
                .body(String.class)
        );
    }

    @Test
    void aPrometheusThatIsAwayHoldsNothingUp() throws Exception {
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        try (
            TestCluster cluster = TestCluster.best();
            var gitea = new StubGitea("1.27.2");
            var console = RunningConsole.on(cluster, "--console.history.prometheus-url=http://127.0.0.1:" + nobody)
        ) {
            gitea.token("token", new Account("root", true, Set.of("read:admin")));
            console.connect("team-a/ci", gitea.url(), "token", ADMIN);
            assertThat(hours(console, CI)).hasSize(1);
            await().until(() -> console.log().contains("The history cannot be restored from Prometheus yet"));
            assertThat(page(console, "day")).doesNotContain("From Prometheus");
        }
    }
}
