package dev.actrunner.console.monitor.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.actrunner.console.diagnosis.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** So that a page says the same of it, whichever replica shows it. */
    @Test
    void anotherReplicaKnowsWhatWasRestored() {
        Instant now = NOON.plus(Duration.ofHours(3));
        var history = new History();
        history.add(new Sample(now, Verdict.READY, 1, 10));
        history.restore(List.of(new Sample(NOON, Verdict.FAILED, 2, 20)), now);
        var other = new History();
        other.adopt(history.encode(now));
        assertThat(other.restoredAt()).isEqualTo(now);
        assertThat(HistorySnapshot.of(other, now)).isEqualTo(HistorySnapshot.of(history, now));
    }

    /** Whatever comes first: what a replica measured is better than the same from Prometheus, and is not marked. */
    @ParameterizedTest
    @CsvSource({ "true, true", "true, false", "false, true", "false, false" })
    void whatAReplicaTellsIsBetterThanWhatIsRestored(boolean isRestoredFirst, boolean hasOtherRestored) {
        Instant began = NOON.plus(Duration.ofHours(2));
        Instant now = NOON.plus(Duration.ofHours(3));
        var other = new History();
        other.add(new Sample(began, Verdict.READY, 1, 10));
        other.add(new Sample(now, Verdict.READY, 2, 10));
        if (hasOtherRestored) {
            other.restore(List.of(new Sample(NOON.plus(Duration.ofHours(1)), Verdict.READY, 6, 20)), began);
        }
        List<Sample> restored = List.of(new Sample(NOON, Verdict.READY, 7, 20), new Sample(now, Verdict.FAILED, 9, 20));
        Instant started = now.plusSeconds(600);
        var history = new History();
        if (isRestoredFirst) {
            history.restore(restored, started);
        }
        history.adopt(other.encode(now));
        if (!isRestoredFirst) {
            history.restore(restored, started);
        }
        assertThat(history.hours(started))
            .extracting(Sample::pending)
            .isEqualTo(hasOtherRestored ? List.of(7, 6, 1, 2) : List.of(7, 1, 2));
        assertThat(history.restoredAt()).isEqualTo(began);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "AAAA", "AAAAAQ==", "/////w==", "not base64" })
    void whatIsNoHistoryIsRefused(String encoded) {
        assertThatIllegalArgumentException().isThrownBy(() -> HistoryEncoding.decode(encoded));
    }
}
