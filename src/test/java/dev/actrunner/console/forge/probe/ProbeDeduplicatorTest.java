package dev.actrunner.console.forge.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.RunnerLabels;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProbeDeduplicatorTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration MOST = Duration.ofSeconds(24);

    private Instant now = NOON;
    private final AtomicInteger probes = new AtomicInteger();
    private final ProbeDeduplicator shared = new ProbeDeduplicator(
        new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        }
    );

    private void ask() {
        var target = new ProbeTarget(
            new ForgeUrl("https://git.example.com"),
            null,
            new JobScope.Admin(),
            RunnerLabels.none(),
            new ApiToken("abc"),
            null
        );
        shared.get(target, MOST, _ -> {
            probes.incrementAndGet();
            return ProbeReport.withoutAnswer(Finding.DNS_UNRESOLVED.seen("x"), now);
        });
    }

    @Test
    void oneProbeServesThoseWhoAskInTime() {
        ask();
        now = NOON.plusSeconds(20);
        ask();
        assertThat(probes).hasValue(1);
        now = NOON.plusSeconds(25);
        ask();
        assertThat(probes).hasValue(2);
    }

    /** Else nobody would be probed until the clock is where it was. */
    @Test
    void aClockThatIsSetBackLetsEverybodyBeProbed() {
        ask();
        now = NOON.minus(Duration.ofHours(1));
        ask();
        assertThat(probes).hasValue(2);
        ask();
        assertThat(probes).hasValue(2);
    }

    @Test
    void aClockThatIsSetForwardDoesToo() {
        ask();
        now = NOON.plus(Duration.ofDays(400));
        ask();
        assertThat(probes).hasValue(2);
    }
}
