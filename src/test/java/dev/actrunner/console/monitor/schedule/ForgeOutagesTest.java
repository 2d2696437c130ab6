package dev.actrunner.console.monitor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForgeOutagesTest {

    private static final String FORGE = "https://git.example.org";
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final ForgeOutages outages = new ForgeOutages();

    private boolean recordTurn(boolean down, int second) {
        return outages.recordTurn(FORGE, down, START.plusSeconds(second));
    }

    @Test
    void aForgeThatComesBackAMomentLaterIsNews() {
        assertThat(recordTurn(true, 0)).isTrue();
        assertThat(recordTurn(false, 1)).isTrue();
        assertThat(recordTurn(true, 2)).isTrue();
        assertThat(outages.lastTurn(FORGE)).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void whatItsOtherConnectionsSayToIsNot() {
        assertThat(recordTurn(true, 0)).isTrue();
        assertThat(recordTurn(true, 0)).isFalse();
        assertThat(recordTurn(true, 3)).isFalse();
        assertThat(outages.lastTurn(FORGE)).isEqualTo(START);
        assertThat(recordTurn(true, 6)).isTrue();
    }

    @Test
    void whatWasSeenBeforeTheLastTurnIsNot() {
        assertThat(recordTurn(true, 0)).isTrue();
        assertThat(recordTurn(false, 4)).isTrue();
        assertThat(recordTurn(true, 3)).isFalse();
        assertThat(outages.lastTurn(FORGE)).isEqualTo(START.plusSeconds(4));
    }

    @Test
    void forgesDoNotSpeakForEachOther() {
        assertThat(recordTurn(true, 0)).isTrue();
        assertThat(outages.recordTurn("https://other.example.org", true, START)).isTrue();
        assertThat(outages.lastTurn("https://third.example.org")).isNull();
    }
}
