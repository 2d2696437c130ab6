package dev.actrunner.console.web.connection;

import static dev.actrunner.console.testing.SampleConnections.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.history.HistorySnapshot;
import dev.actrunner.console.monitor.history.Sample;
import dev.actrunner.console.web.connection.HistoryView.Beat;
import dev.actrunner.console.web.connection.HistoryView.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryViewTest {

    private static Sample sample(Duration ago, Verdict verdict, int pending, int latency) {
        return new Sample(NOW.minus(ago), verdict, pending, latency);
    }

    @Test
    void aBarTellsTheWorstOfItsMinute() {
        List<Sample> points = List.of(
            sample(Duration.ofMinutes(3), Verdict.READY, 1, 10),
            sample(Duration.ofMinutes(3), Verdict.FAILED, -1, 30),
            sample(Duration.ZERO, Verdict.WARNING, 4, -1)
        );
        HistoryView view = HistoryView.of(new HistorySnapshot(points, List.of(), List.of(), NOW), Range.HOUR, NOW);
        Instant minute = Instant.ofEpochSecond((NOW.getEpochSecond() / 60) * 60);
        assertThat(view.beats()).hasSize(60);
        assertThat(view.beats().getLast()).isEqualTo(new Beat(minute, "warning", -1, 4, false));
        assertThat(view.beats().get(56)).isEqualTo(new Beat(minute.minusSeconds(180), "failed", 20, 1, false));
        assertThat(view.beats().getFirst().state()).isEqualTo("none");
    }

    @Test
    void longerPeriodsAreOfTheHoursThatAreKept() {
        List<Sample> hours = List.of(
            sample(Duration.ofDays(40), Verdict.FAILED, 9, 9),
            sample(Duration.ofDays(20), Verdict.FAILED, 9, 9),
            sample(Duration.ofHours(2), Verdict.READY, 1, 5),
            sample(Duration.ofHours(1), Verdict.READY, 2, 5)
        );
        var history = new HistorySnapshot(List.of(), hours, List.of(), NOW);
        assertThat(HistoryView.of(history, Range.DAY, NOW).beats())
            .hasSize(24)
            .extracting(Beat::state)
            .doesNotContain("failed")
            .contains("ready");
        HistoryView month = HistoryView.of(history, Range.MONTH, NOW);
        assertThat(month.beats()).hasSize(30);
        assertThat(month.beats().get(9).state()).isEqualTo("failed");
        assertThat(month.jobs()).isNotNull();
    }

    /** As long as the period has something of before. */
    @Test
    void saysWhatIsRestored() {
        var history = new HistorySnapshot(List.of(), List.of(), List.of(), NOW.minus(Duration.ofHours(30)));
        assertThat(HistoryView.of(history, Range.HOUR, NOW).restoredAt()).isNull();
        assertThat(HistoryView.of(history, Range.DAY, NOW).restoredAt()).isNull();
        assertThat(HistoryView.of(history, Range.MONTH, NOW).restoredAt()).isEqualTo(NOW.minus(Duration.ofHours(30)));
    }

    @Test
    void marksThePartsThatAreRestored() {
        List<Sample> hours = List.of(
            sample(Duration.ofHours(5), Verdict.READY, 1, 5),
            sample(Duration.ofHours(2), Verdict.READY, 2, 5)
        );
        var history = new HistorySnapshot(List.of(), hours, List.of(), NOW.minus(Duration.ofHours(3)));
        assertThat(
            HistoryView.of(history, Range.DAY, NOW)
                .beats()
                .stream()
                .filter(beat -> !beat.state().equals("none"))
        )
            .extracting(Beat::restored)
            .containsExactly(true, false);
        assertThat(HistoryView.of(history, Range.DAY, NOW).beats().getFirst().restored())
            .as("of nothing")
            .isFalse();
    }
}
