package dev.actrunner.console.monitor.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.diagnosis.Verdict;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleRingTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private static Sample sample(int number) {
        return new Sample(
            NOW.plusSeconds(number),
            number % 3 == 0 ? Verdict.FAILED : Verdict.WARNING,
            number,
            number - 1
        );
    }

    @Test
    void whatIsLaterCanGoAndTheRestStaysInItsOrder() {
        var ring = new SampleRing(20);
        IntStream.range(0, 33).forEach(i -> ring.add(sample(i)));
        ring.dropAfter(NOW.plusSeconds(20));
        IntStream.range(40, 55).forEach(i -> ring.add(sample(i)));
        assertThat(IntStream.range(0, ring.size()).mapToObj(ring::get)).containsExactlyElementsOf(
            IntStream.concat(IntStream.rangeClosed(16, 20), IntStream.range(40, 55))
                .mapToObj(SampleRingTest::sample)
                .toList()
        );
        ring.dropAfter(NOW.minusSeconds(1));
        assertThat(ring.size()).isZero();
    }

    /** Where it grows, where it is just full, and where the oldest have gone. */
    @ParameterizedTest
    @ValueSource(ints = { 1, 7, 8, 9, 16, 17, 20, 21, 39, 40, 41, 100 })
    void keepsTheLastSamplesInTheirOrder(int added) {
        var ring = new SampleRing(20);
        IntStream.range(0, added).forEach(i -> ring.add(sample(i)));
        assertThat(IntStream.range(0, ring.size()).mapToObj(ring::get)).containsExactlyElementsOf(
            IntStream.range(Math.max(0, added - 20), added)
                .mapToObj(SampleRingTest::sample)
                .toList()
        );
    }

    @Test
    void aFigureThatWasNotThereIsNoFigure() {
        var ring = new SampleRing(20);
        ring.add(new Sample(NOW, Verdict.FAILED, -1, -1));
        assertThat(ring.get(0)).isEqualTo(new Sample(NOW, Verdict.FAILED, -1, -1));
    }

    @Test
    void figuresBeyondTheLargestAreTheLargest() {
        var ring = new SampleRing(20);
        ring.add(new Sample(NOW, Verdict.READY, 65_534, 65_535));
        ring.add(new Sample(NOW, Verdict.READY, 65_536, Integer.MAX_VALUE));
        assertThat(ring.get(0)).isEqualTo(new Sample(NOW, Verdict.READY, 65_534, 65_534));
        assertThat(ring.get(1)).isEqualTo(new Sample(NOW, Verdict.READY, 65_534, 65_534));
    }

    @Test
    void timesAfter2038AreKept() {
        var ring = new SampleRing(20);
        Instant later = Instant.parse("2090-01-31T12:00:00Z");
        ring.add(new Sample(later, Verdict.READY, 1, 1));
        assertThat(ring.get(0).at()).isEqualTo(later);
    }
}
