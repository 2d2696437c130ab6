package dev.actrunner.console.web.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.scaling.ObjectEvent;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.history.StatusTransition;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineEntryTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private static ObjectEvent event(int secondsAgo, int count) {
        return new ObjectEvent(
            NOW.minusSeconds(secondsAgo),
            true,
            "ScaledObject ci",
            "KEDAScalerFailed",
            "no answer",
            count
        );
    }

    private static StatusTransition transition(int secondsAgo) {
        return new StatusTransition(NOW.minusSeconds(secondsAgo), Verdict.FAILED);
    }

    @Test
    void verdictsAndEventsAreOneListTheNewestFirst() {
        assertThat(
            TimelineEntry.of(List.of(transition(120), transition(20)), List.of(event(60, 1)), NOW)
        ).containsExactly(
            new TimelineEntry(NOW.minusSeconds(20), "20 s", "failed", null, null, false),
            new TimelineEntry(
                NOW.minusSeconds(60),
                "1 min",
                null,
                "ScaledObject ci",
                "KEDAScalerFailed: no answer",
                true
            ),
            new TimelineEntry(NOW.minusSeconds(120), "2 min", "failed", null, null, false)
        );
    }

    @Test
    void anEventThatHappenedAgainIsCounted() {
        assertThat(
            TimelineEntry.of(List.of(), List.of(event(1, 7)), NOW)
                .getFirst()
                .text()
        ).isEqualTo("KEDAScalerFailed: no answer (×7)");
    }

    @Test
    void theTwentyNewestAreShown() {
        List<StatusTransition> many = IntStream.range(0, 30).mapToObj(TimelineEntryTest::transition).toList();
        assertThat(TimelineEntry.of(many, List.of(), NOW))
            .hasSize(20)
            .last()
            .extracting(TimelineEntry::age)
            .isEqualTo("19 s");
    }
}
