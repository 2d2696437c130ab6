package dev.actrunner.console.monitor.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.diagnosis.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BucketsTest {

    private static final Instant HOUR = Instant.parse("2026-01-31T12:00:00Z");

    private final Buckets buckets = new Buckets(Duration.ofHours(1), 3);

    private void add(Instant at, int pending) {
        buckets.add(new Sample(at, Verdict.READY, pending, 10));
    }

    private static Instant hours(int number) {
        return HOUR.plus(Duration.ofHours(number));
    }

    @Test
    void aPeriodBeginsWithItsFirstSecondAndEndsBeforeTheNext() {
        add(HOUR.plusSeconds(3599), 1);
        add(HOUR.plusSeconds(3600), 2);
        assertThat(buckets.samples(hours(1))).containsExactly(
            new Sample(HOUR, Verdict.READY, 1, 10),
            new Sample(hours(1), Verdict.READY, 2, 10)
        );
    }

    @Test
    void theOldestPeriodGoesWhenTheRingIsFull() {
        for (int i = 0; i < 5; i++) {
            add(hours(i), i);
        }
        assertThat(buckets.samples(hours(4)))
            .extracting(Sample::pending)
            .containsExactly(2, 3, 4);
    }

    @Test
    void periodsThatLieTooFarBackAreNotShownThoughNothingReplacedThem() {
        add(HOUR, 1);
        assertThat(buckets.samples(hours(2))).hasSize(1);
        assertThat(buckets.samples(hours(3))).isEmpty();
    }

    @Test
    void aPeriodThatTakesAnothersPlaceKeepsNothingOfIt() {
        buckets.add(new Sample(HOUR, Verdict.FAILED, 9, 500));
        add(hours(3), 1);
        assertThat(buckets.samples(hours(3))).containsExactly(new Sample(hours(3), Verdict.READY, 1, 10));
    }

    /** What another process knew of the hour that is not over yet. */
    @Test
    void aPeriodThatWasRestoredGoesOn() {
        buckets.restore(List.of(new Sample(hours(-1), Verdict.READY, 1, 10), new Sample(HOUR, Verdict.FAILED, 9, 30)));
        add(HOUR.plusSeconds(60), 2);
        assertThat(buckets.samples(HOUR)).containsExactly(
            new Sample(hours(-1), Verdict.READY, 1, 10),
            new Sample(HOUR, Verdict.FAILED, 9, 20)
        );
        add(hours(1), 3);
        assertThat(buckets.samples(hours(1)))
            .extracting(Sample::pending)
            .containsExactly(1, 9, 3);
    }

    @Test
    void whatBothKnowOfAPeriodIsPutTogether() {
        add(HOUR, 2);
        buckets.restore(List.of(new Sample(HOUR, Verdict.WARNING, 7, 30)));
        assertThat(buckets.samples(HOUR)).containsExactly(new Sample(HOUR, Verdict.WARNING, 7, 20));
        add(hours(1), 1);
        buckets.restore(List.of(new Sample(HOUR, Verdict.FAILED, 8, 50)));
        assertThat(buckets.samples(hours(1))).containsExactly(
            new Sample(HOUR, Verdict.FAILED, 8, 20),
            new Sample(hours(1), Verdict.READY, 1, 10)
        );
    }

    @Test
    void aClockThatWasSetBackIntoAPeriodGoesOnWithIt() {
        add(HOUR, 5);
        add(hours(1), 6);
        add(HOUR.plusSeconds(60), 1);
        assertThat(buckets.samples(HOUR)).containsExactly(new Sample(HOUR, Verdict.READY, 5, 10));
    }

    @Test
    void aFigureThatWasNotThereIsNoFigure() {
        buckets.add(new Sample(HOUR, Verdict.WARNING, -1, -1));
        assertThat(buckets.samples(HOUR)).containsExactly(new Sample(HOUR, Verdict.WARNING, -1, -1));
    }
}
