package dev.actrunner.console.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.history.HistorySnapshot;
import dev.actrunner.console.testing.EmbeddedCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubGitea;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How the monitor treats a forge that is away for a moment, or says for how long. */
@Tag("slow")
class MonitorTest {

    private static final ConnectionKey KEY = new ConnectionKey("team-a", "watched");
    private static final Duration SOME_INTERVALS = Duration.ofSeconds(4);

    private EmbeddedCluster cluster;
    private StubGitea forge;
    private RunningConsole console;
    private Monitor monitor;

    @BeforeEach
    void start() {
        cluster = EmbeddedCluster.start();
        forge = filled(new StubGitea("1.27.2"));
        console = RunningConsole.on(
            cluster,
            "--console.monitor.interval=1s",
            // Long enough for a slow machine to bring a forge back between two looks.
            "--console.monitor.confirm-after=2s"
        );
        monitor = console.bean(Monitor.class);
        connectTo(forge);
        awaitVerdict(Verdict.READY);
    }

    private static StubGitea filled(StubGitea forge) {
        forge.token("monitor-token", new Account("root", true, Set.of("read:admin")));
        return forge;
    }

    private void connectTo(StubGitea forge) {
        console.connect(KEY.toString(), forge.url(), "monitor-token", "{\"kind\":\"admin\"}");
    }

    @AfterEach
    void stop() {
        console.close();
        forge.close();
        cluster.close();
    }

    private @Nullable Verdict verdict() {
        return monitor.status(KEY).orElseThrow().verdict();
    }

    private void awaitVerdict(Verdict verdict) {
        await().until(() -> verdict() == verdict);
    }

    private int requests() {
        return forge.requests().size();
    }

    /** Holds the list of jobs that is asked for next. */
    private void holdAProbe() {
        int before = requests();
        forge.hold();
        await().until(() ->
            forge
                .requests()
                .stream()
                .skip(before)
                .anyMatch(r -> r.contains("/jobs"))
        );
    }

    @Test
    void leavesAForgeAloneThatAsksForIt() throws InterruptedException {
        holdAProbe();
        forge.away(429, "60");
        int before = requests();
        forge.release();
        awaitVerdict(Verdict.FAILED);
        Thread.sleep(SOME_INTERVALS);
        assertThat(requests()).isEqualTo(before);
    }

    @Test
    void asksAgainAsSoonAsItMay() {
        forge.away(503, "2");
        awaitVerdict(Verdict.FAILED);
        forge.back();
        awaitVerdict(Verdict.READY);
    }

    @Test
    void aForgeThatIsAwayForAMomentKeepsItsVerdict() {
        int before = requests();
        forge.away(500, "");
        await().until(() -> requests() > before);
        forge.back();
        await()
            .during(SOME_INTERVALS)
            .atMost(SOME_INTERVALS.plusSeconds(2))
            .until(() -> verdict() == Verdict.READY);
        assertThat(HistorySnapshot.of(monitor.history(KEY).orElseThrow(), Instant.now()).transitions()).hasSize(1);
    }

    @Test
    void whatIsSaidOfAForgeThatAConnectionHasLeftIsNotTakenForTheNewOne() {
        try (var other = filled(new StubGitea("1.27.2"))) {
            holdAProbe();
            connectTo(other);
            forge.away(500, "");
            forge.release();
            await()
                .during(SOME_INTERVALS)
                .atMost(SOME_INTERVALS.plusSeconds(2))
                .until(() -> verdict() == Verdict.READY);
        }
    }

    /** The last figures that could be read are shown with their age; those of another forge are no figures of this one. */
    @Test
    void aConnectionToAnotherForgeBeginsAnew() {
        assertThat(monitor.status(KEY).orElseThrow().counts()).isNotNull();
        try (var other = new StubGitea("1.27.2")) {
            cluster.annotate(KEY.namespace(), KEY.name(), "console.actrunner.dev/forge-url", other.url());
            awaitVerdict(Verdict.FAILED);
            assertThat(monitor.status(KEY).orElseThrow().counts()).isNull();
            assertThat(HistorySnapshot.of(monitor.history(KEY).orElseThrow(), Instant.now()).transitions()).hasSize(1);
        }
    }
}
