package dev.actrunner.console.web.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativeTimeTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "59, 59 s",
        "60, 1 min",
        "3599, 59 min",
        "3600, 1 h",
        "86399, 23 h",
        "86400, 1 d",
        "31536000, 365 d",
    })
    void isInItsLargestUnit(long seconds, String text) {
        assertThat(RelativeTime.of(NOW.minusSeconds(seconds), NOW)).isEqualTo(text);
    }

    @Test
    void whatLiesAheadOrNeverWasIsNow() {
        assertThat(RelativeTime.of(NOW.plusSeconds(90), NOW)).isEqualTo("0 s");
        assertThat(RelativeTime.of(null, NOW)).isEqualTo("0 s");
    }

    @Test
    void aMomentIsInUtcToTheSecond() {
        assertThat(RelativeTime.utc(Instant.parse("2026-01-31T12:00:59.999Z"))).isEqualTo("2026-01-31 12:00:59 UTC");
    }
}
