package dev.actrunner.console.web.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.history.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChartTest {

    private static final Instant BEGIN = Instant.parse("2026-01-31T12:00:00Z");

    /** One figure every ten seconds. */
    private static Chart of(int... figures) {
        return Objects.requireNonNull(tried(figures));
    }

    private static @Nullable Chart tried(int... figures) {
        List<Sample> samples = IntStream.range(0, figures.length)
            .mapToObj(i -> new Sample(BEGIN.plusSeconds(10L * i), Verdict.READY, figures[i], 0))
            .toList();
        return Chart.of(samples, Sample::pending, "", BEGIN.plusSeconds(120));
    }

    @Test
    void drawsFromTheFirstToTheLastWithTheMostAtTheTop() {
        assertThat(of(0, 4, 2)).isEqualTo(
            new Chart(
                "M0.0 100.0h0L300.0 0.0L600.0 50.0",
                "M0.0 100V100.0L300.0 0.0L600.0 50.0L600.0 100Z",
                0,
                4,
                2,
                "",
                "2 min"
            )
        );
    }

    @Test
    void interruptsTheLineWhereThereIsNoFigureAndShowsOneAloneAsADot() {
        Chart chart = of(1, -1, 1, -1, -1, 1, 1);
        assertThat(chart.line()).isEqualTo("M0.0 0.0h0M200.0 0.0h0M500.0 0.0h0L600.0 0.0");
        assertThat(chart.area()).isEqualTo(
            "M0.0 100V0.0L0.0 100ZM200.0 100V0.0L200.0 100ZM500.0 100V0.0L600.0 0.0L600.0 100Z"
        );
    }

    @Test
    void isNotThereWhereThereIsNoLine() {
        assertThat(tried()).isNull();
        assertThat(tried(3)).isNull();
        assertThat(tried(-1, 3, -1)).isNull();
        var one = new Sample(BEGIN, Verdict.READY, 3, 0);
        assertThat(Chart.of(List.of(one, one), Sample::pending, "", BEGIN)).isNull();
    }

    @Test
    void staysAtTheBottomWhereNothingWaits() {
        Chart chart = of(0, 0);
        assertThat(chart.max()).isZero();
        assertThat(chart.line()).isEqualTo("M0.0 100.0h0L600.0 100.0");
    }
}
