package dev.actrunner.console.web.connection;

import dev.actrunner.console.monitor.history.Sample;
import dev.actrunner.console.web.support.RelativeTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Draws a line over time as SVG paths, 600 units wide and 100 high.
 *
 * @param line the line, interrupted where there is no figure
 * @param area what lies under the line
 * @param min the least figure
 * @param max the greatest figure, at the top
 * @param last the newest figure
 * @param unit behind the figures, such as {@code " ms"}
 * @param age how long ago the line begins, such as {@code 58 min}
 */
record Chart(String line, String area, int min, int max, int last, String unit, String age) {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 100;

    /**
     * @param value a sample's figure, under 0 where it has none: the line is interrupted there
     * @param unit behind the figures, such as {@code " ms"}
     * @return null where fewer than two samples have a figure, or all are of the same second
     */
    static @Nullable Chart of(List<Sample> samples, ToIntFunction<Sample> value, String unit, Instant now) {
        List<Sample> known = samples
            .stream()
            .filter(s -> value.applyAsInt(s) >= 0)
            .toList();
        long begin = samples.isEmpty() ? 0 : samples.getFirst().at().getEpochSecond();
        long span = samples.isEmpty() ? 0 : samples.getLast().at().getEpochSecond() - begin;
        if (known.size() < 2 || span == 0) {
            return null;
        }
        int most = known.stream().mapToInt(value).max().orElse(0);
        var line = new StringBuilder();
        var area = new StringBuilder();
        String end = "";
        for (Sample each : samples) {
            int figure = value.applyAsInt(each);
            if (figure < 0) {
                area.append(end);
                end = "";
                continue;
            }
            String x = units(((each.at().getEpochSecond() - begin) * (double) WIDTH) / span);
            String y = units(HEIGHT - (figure * (double) HEIGHT) / Math.max(1, most));
            // A line to where it stands already, so that a figure alone shows as a dot.
            line.append(end.isEmpty() ? "M" + x + " " + y + "h0" : "L" + x + " " + y);
            area.append(end.isEmpty() ? "M" + x + " " + HEIGHT + "V" + y : "L" + x + " " + y);
            end = "L" + x + " " + HEIGHT + "Z";
        }
        area.append(end);
        return new Chart(
            line.toString(),
            area.toString(),
            known.stream().mapToInt(value).min().orElse(0),
            most,
            value.applyAsInt(known.getLast()),
            unit,
            RelativeTime.of(samples.getFirst().at(), now)
        );
    }

    private static String units(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
