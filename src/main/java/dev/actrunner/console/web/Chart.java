package dev.actrunner.console.web;

import dev.actrunner.console.monitor.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A line over time, as the path of a drawing 600 units wide and 100 high.
 *
 * @param min the least figure
 * @param max the figure at the top
 * @param last the newest figure
 * @param unit behind the figures, such as {@code " ms"}
 */
record Chart(String path, int min, int max, int last, String unit) {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 100;

    /**
     * @param value a sample's figure, under 0 where it has none: the line is interrupted there
     * @param unit behind the figures, such as {@code " ms"}
     * @return null where fewer than two samples have a figure
     */
    static @Nullable Chart of(List<Sample> samples, ToIntFunction<Sample> value, String unit) {
        List<Sample> known = samples
            .stream()
            .filter(s -> value.applyAsInt(s) >= 0)
            .toList();
        if (known.size() < 2) {
            return null;
        }
        int max = Math.max(1, known.stream().mapToInt(value).max().orElse(1));
        Instant from = samples.getFirst().at();
        long span = Math.max(1, samples.getLast().at().getEpochSecond() - from.getEpochSecond());
        var path = new StringBuilder();
        boolean drawing = false;
        for (Sample each : samples) {
            int figure = value.applyAsInt(each);
            if (figure < 0) {
                drawing = false;
                continue;
            }
            double x = ((each.at().getEpochSecond() - from.getEpochSecond()) * (double) WIDTH) / span;
            double y = HEIGHT - (figure * (double) HEIGHT) / max;
            path.append(drawing ? 'L' : 'M').append(String.format(Locale.ROOT, "%.0f %.1f", x, y));
            drawing = true;
        }
        int last = value.applyAsInt(known.getLast());
        int min = known.stream().mapToInt(value).min().orElse(0);
        return new Chart(path.toString(), min, max, last, unit);
    }
}
