package dev.actrunner.console.monitor.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.diagnosis.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private static Sample sample(Instant at, Verdict verdict, int pending) {
        return new Sample(at, verdict, pending, 20);
    }

    @Test
    void keepsAnHourOfPointsAndRollsTheRestUp() {
        var history = new History();
        for (Instant at = NOW.minus(Duration.ofDays(31)); !at.isAfter(NOW); at = at.plusSeconds(30)) {
            boolean night = at.isBefore(NOW.minus(Duration.ofHours(5)));
            history.add(sample(at, night ? Verdict.FAILED : Verdict.READY, night ? -1 : 3));
        }
        HistorySnapshot snapshot = HistorySnapshot.of(history, NOW);

        assertThat(snapshot.points())
            .hasSize(121)
            .allMatch(s -> s.verdict() == Verdict.READY && s.pending() == 3);
        assertThat(snapshot.points().getLast().at()).isEqualTo(NOW);
        assertThat(snapshot.hours()).hasSize(720);
        assertThat(snapshot.hours().getFirst().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(snapshot.hours().getLast()).isEqualTo(new Sample(NOW, Verdict.READY, 3, 20));
        assertThat(history.bar(90)).isEqualTo("r".repeat(90));
    }

    @Test
    void interruptsWhatWasNotProbed() {
        var history = new History();
        history.add(sample(NOW.minus(Duration.ofHours(3)), Verdict.WARNING, 1));
        history.add(sample(NOW, Verdict.READY, 2));
        assertThat(history.hours(NOW)).hasSize(2);
        assertThat(history.points(NOW)).hasSize(1);
        assertThat(history.bar(90)).isEqualTo("wr");
    }

    @Test
    void rollsUpTheWorstTheMostAndTheMean() {
        var history = new History();
        history.add(new Sample(NOW, Verdict.WARNING, 7, 10));
        history.add(new Sample(NOW.plusSeconds(1), Verdict.FAILED, -1, -1));
        history.add(new Sample(NOW.plusSeconds(2), Verdict.READY, 2, 50));
        assertThat(history.hours(NOW)).containsExactly(new Sample(NOW, Verdict.FAILED, 7, 30));
    }

    @Test
    void whatIsOfAClockThatWasAheadGoes() {
        var history = new History();
        history.add(sample(NOW, Verdict.READY, 1));
        history.add(sample(NOW.plus(Duration.ofDays(1)), Verdict.FAILED, 2));
        history.add(sample(NOW.plus(Duration.ofDays(2)), Verdict.WARNING, 3));
        history.add(sample(NOW.plusSeconds(30), Verdict.READY, 4));
        HistorySnapshot snapshot = HistorySnapshot.of(history, NOW.plus(Duration.ofDays(3)));
        assertThat(snapshot.hours()).extracting(Sample::pending).containsExactly(4);
        assertThat(snapshot.transitions()).containsExactly(new StatusTransition(NOW, Verdict.READY));
        assertThat(history.points(NOW.plusSeconds(30)))
            .extracting(Sample::pending)
            .containsExactly(1, 4);
    }

    @Test
    void keepsTheLastChangesOfTheVerdict() {
        var history = new History();
        for (int i = 0; i < 60; i++) {
            // Each verdict twice, and only the first time is a transition.
            history.add(sample(NOW.plusSeconds(i), (i / 2) % 2 == 0 ? Verdict.READY : Verdict.FAILED, 1));
        }
        assertThat(history.transitions()).hasSize(20);
        assertThat(history.transitions().getFirst()).isEqualTo(
            new StatusTransition(NOW.plusSeconds(20), Verdict.READY)
        );
        assertThat(history.transitions().getLast()).isEqualTo(
            new StatusTransition(NOW.plusSeconds(58), Verdict.FAILED)
        );
    }

    @Test
    void whatIsRestoredComesBeforeItsOwn() {
        var history = new History();
        history.add(sample(NOW, Verdict.READY, 2));
        history.add(sample(NOW.plus(Duration.ofHours(1)), Verdict.READY, 3));
        history.restore(
            List.of(
                sample(NOW.minus(Duration.ofHours(2)), Verdict.FAILED, 9),
                sample(NOW, Verdict.WARNING, 8),
                // Of an hour that this process knows better.
                sample(NOW.plus(Duration.ofHours(1)), Verdict.FAILED, 7)
            ),
            NOW.plusSeconds(60)
        );
        assertThat(history.hours(NOW.plus(Duration.ofHours(1))))
            .extracting(Sample::pending)
            .containsExactly(9, 8, 3);
        assertThat(history.restoredAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(history.bar(90)).isEqualTo("rr");
    }

    /** What docs/monitoring.md promises; it grows no further. */
    @Test
    void growsToAFixedSize() {
        assertThat(new History().maxBytes()).isLessThan(9 * 1024);
    }
}
