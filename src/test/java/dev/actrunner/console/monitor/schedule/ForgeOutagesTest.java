package dev.actrunner.console.monitor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForgeOutagesTest {

    private static final String FORGE = "https://git.example.org";
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final ForgeOutages turns = new ForgeOutages();

    private boolean turns(boolean down, int second) {
        return turns.turns(FORGE, down, START.plusSeconds(second));
    }

    @Test
    void aForgeThatComesBackAMomentLaterIsNews() {
        assertThat(turns(true, 0)).isTrue();
        assertThat(turns(false, 1)).isTrue();
        assertThat(turns(true, 2)).isTrue();
        assertThat(turns.last(FORGE)).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void whatItsOtherConnectionsSayToIsNot() {
        assertThat(turns(true, 0)).isTrue();
        assertThat(turns(true, 0)).isFalse();
        assertThat(turns(true, 3)).isFalse();
        assertThat(turns.last(FORGE)).isEqualTo(START);
        assertThat(turns(true, 6)).isTrue();
    }

    @Test
    void whatWasSeenBeforeTheLastTurnIsNot() {
        assertThat(turns(true, 0)).isTrue();
        assertThat(turns(false, 4)).isTrue();
        assertThat(turns(true, 3)).isFalse();
        assertThat(turns.last(FORGE)).isEqualTo(START.plusSeconds(4));
    }

    @Test
    void forgesDoNotSpeakForEachOther() {
        assertThat(turns(true, 0)).isTrue();
        assertThat(turns.turns("https://other.example.org", true, START)).isTrue();
        assertThat(turns.last("https://third.example.org")).isNull();
    }
}
