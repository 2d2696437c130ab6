package dev.actrunner.console.monitor.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.diagnosis.Verdict;
import java.time.Duration;
import java.time.Instant;
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

    @Test
    void aFigureThatWasNotThereIsNoFigure() {
        buckets.add(new Sample(HOUR, Verdict.WARNING, -1, -1));
        assertThat(buckets.samples(HOUR)).containsExactly(new Sample(HOUR, Verdict.WARNING, -1, -1));
    }
}
