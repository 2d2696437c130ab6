package dev.actrunner.console.monitor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.history.History;
import dev.actrunner.console.monitor.history.HistorySnapshot;
import dev.actrunner.console.monitor.history.Sample;
import dev.actrunner.console.monitor.history.StatusTransition;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The clock of the node is set while the console runs: it probes on, and shows nothing of a time that is not yet. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
class ClockJumpIT {

    private static final ConnectionKey KEY = new ConnectionKey("team-a", "ci");
    private static final List<Duration> JUMPS = List.of(
        Duration.ofMinutes(2),
        Duration.ZERO,
        Duration.ofDays(365),
        Duration.ofHours(-30),
        Duration.ofDays(40),
        Duration.ZERO
    );

    @Test
    void probesOnWhereverTheClockIsSet() {
        try (
            RealCluster cluster = RealCluster.start();
            var forge = new StubGitea("1.26.0");
            RunningConsole console = RunningConsole.on(
                cluster,
                "--console.monitor.interval=1s",
                "--console.monitor.confirm-after=100ms"
            )
        ) {
            TestEnvironment.note("a clock that jumps", cluster.title(), "stub Gitea");
            var account = new Account("root", true, Set.of("read:admin"));
            forge.token("good", account);
            console.connect(KEY.toString(), forge.url(), "good", "{\"kind\":\"admin\"}");
            for (Duration jump : JUMPS) {
                console.clock().set(jump);
                // Two verdicts: what the monitor decides is decided with the clock as it is now.
                forge.revoke("good");
                awaitVerdict(console, jump, Verdict.FAILED);
                forge.token("good", account);
                awaitVerdict(console, jump, Verdict.READY);
                assertHistory(console, jump);
            }
        }
    }

    private static void awaitVerdict(RunningConsole console, Duration jump, Verdict verdict) {
        await().untilAsserted(() -> {
            ConnectionReport report = requireNonNull(console.bean(Monitor.class).lastReport(KEY));
            assertThat(report.probe().verdict()).as("after a jump to %s", jump).isEqualTo(verdict);
            assertThat(report.probe().checkedAt()).isBetween(
                console.clock().instant().minusSeconds(20),
                console.clock().instant()
            );
        });
    }

    private static void assertHistory(RunningConsole console, Duration jump) {
        Instant now = console.clock().instant();
        History history = console.bean(Monitor.class).history(KEY).orElseThrow();
        HistorySnapshot snapshot = HistorySnapshot.of(history, now);
        for (Stream<Instant> times : List.of(
            snapshot.points().stream().map(Sample::at),
            snapshot.hours().stream().map(Sample::at),
            snapshot.transitions().stream().map(StatusTransition::at)
        )) {
            assertThat(times.toList())
                .as("after a jump to %s", jump)
                .isNotEmpty()
                .isSorted()
                .allMatch(time -> !time.isAfter(now.plusSeconds(5)));
        }
    }
}
