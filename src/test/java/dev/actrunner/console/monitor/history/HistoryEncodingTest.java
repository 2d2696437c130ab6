package dev.actrunner.console.monitor.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.actrunner.console.diagnosis.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryEncodingTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void anotherReplicaKnowsTheSame() {
        var history = new History();
        for (int minute = 0; minute < 180; minute++) {
            history.add(
                new Sample(
                    NOON.plus(Duration.ofMinutes(minute)),
                    minute % 50 == 0 ? Verdict.FAILED : Verdict.READY,
                    (minute % 7) - 1,
                    minute % 11 == 0 ? -1 : 10 * minute
                )
            );
        }
        Instant now = NOON.plus(Duration.ofHours(3));
        var other = new History();
        other.adopt(history.encode(now));
        assertThat(HistorySnapshot.of(other, now)).isEqualTo(HistorySnapshot.of(history, now));
        assertThat(other.bar(30)).isEqualTo(history.bar(30));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "AAAA", "AAAAAQ==", "/////w==", "not base64" })
    void whatIsNoHistoryIsRefused(String encoded) {
        assertThatIllegalArgumentException().isThrownBy(() -> HistoryEncoding.decode(encoded));
    }
}
