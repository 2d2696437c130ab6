package dev.actrunner.console.monitor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeReport.ForgeObservation;
import dev.actrunner.console.forge.Timings;
import dev.actrunner.console.forge.probe.ForgeDiscovery;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SelfConnectivityTest {

    private static final Check REFUSED = Finding.CONNECT_REFUSED.seen("refused");

    private final Set<String> down = new HashSet<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final SelfConnectivity connectivity = new SelfConnectivity(this::discover, Set::of, Duration.ofSeconds(30));

    private ForgeDiscovery discover(ForgeUrl forge) {
        if (forge.host().startsWith("hangs")) {
            await();
        }
        boolean isDown = down.contains(forge.host());
        return new ForgeDiscovery(Platform.GITEA, "1.27.2", null, isDown ? REFUSED : null, true);
    }

    private void await() {
        try {
            never.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static ForgeUrl forge(String host) {
        return new ForgeUrl("https://" + host + ".example.org");
    }

    private ConnectionReport report(@Nullable Double firstByteMs, Check check) {
        now = now.plusSeconds(1);
        var timings = new Timings(null, null, null, firstByteMs, null, 1);
        var observed = new ForgeObservation(null, null, null, null, List.of(), timings, null, null);
        var probe = new ProbeReport(Verdict.READY, now, List.of(check), observed);
        return new ConnectionReport(probe, null, List.of(), List.of());
    }

    private void reached(String... hosts) {
        for (String host : hosts) {
            var good = report(1.0, Check.passed(CheckId.CONNECT, "accepts connections"));
            assertThat(connectivity.detectIsolation(forge(host), good, true)).isFalse();
        }
    }

    private boolean isIsolatedAfter(String host) {
        down.add(forge(host).host());
        return connectivity.detectIsolation(forge(host), report(null, REFUSED), true);
    }

    @Test
    void believesWhatCannotBeReachedWhereAnotherCan() {
        reached("one", "other");
        assertThat(isIsolatedAfter("one")).isFalse();
    }

    @Test
    void isIsolatedWhereNoOtherIsReachedUntilOneIs() {
        reached("one", "other");
        down.add(forge("other").host());
        assertThat(isIsolatedAfter("one")).isTrue();
        assertThat(connectivity.isIsolated()).isTrue();
        reached("other");
        assertThat(connectivity.isIsolated()).isFalse();
    }

    /** Forges of one rack go together; those that are still reached have been reached since. */
    @Test
    void asksThoseThatWereReachedLast() {
        for (int i = 0; i < 50; i++) {
            reached("rack-" + i);
            down.add(forge("rack-" + i).host());
        }
        reached("elsewhere");
        assertThat(isIsolatedAfter("rack-7")).isFalse();
    }

    @Test
    void oneThatHangsDoesNotHoldUpAnother() {
        reached("elsewhere", "hangs-1", "hangs-2");
        assertThat(isIsolatedAfter("one")).isFalse();
    }

    @Test
    void whereThereIsNobodyToAskTheForgeIsDown() {
        reached("one");
        assertThat(isIsolatedAfter("one")).isFalse();
    }
}
