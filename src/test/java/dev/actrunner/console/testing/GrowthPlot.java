package dev.actrunner.console.testing;

import dev.actrunner.console.testing.MemoryBench.Usage;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Draws how usage grows with the number of connections, as an SVG with logarithmic axes: a straight line is a power of that
 * number, and a dashed one is its first power.
 */
final class GrowthPlot {

    /** In the middle between black and white, to be read on both. */
    private static final String NEUTRAL = "#808080";
    private static final String CONSOLE = "#3b82f6";
    private static final String PEER = "#d9730d";

    private static final int WIDTH = 320;
    private static final int HEIGHT = 220;
    private static final int LEFT = 50;
    private static final int TOP = 60;
    /** Keeps the outermost points and their labels inside. */
    private static final double MARGIN = 0.1;

    private record Series(String name, String color, ToDoubleFunction<Usage> value) {}

    private final List<Usage> usages;
    private final StringBuilder svg = new StringBuilder();

    private GrowthPlot(List<Usage> usages) {
        this.usages = usages;
    }

    /** @param usages by number of connections, at least two */
    static String svg(List<Usage> usages) {
        return new GrowthPlot(usages).draw();
    }

    private String draw() {
        int width = 2 * (LEFT + WIDTH) + 30;
        int height = TOP + HEIGHT + 50;
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\"");
        add("  font-family=\"sans-serif\" font-size=\"12\">");
        add("<title>Usage by number of connections</title>");
        panel(
            LEFT,
            "share of a core, %",
            new Series("console", CONSOLE, Usage::share),
            new Series("bare requests", PEER, Usage::bare)
        );
        panel(
            2 * LEFT + WIDTH + 15,
            "memory, MiB",
            new Series("live heap", CONSOLE, Usage::liveHeap),
            new Series("resident", PEER, Usage::resident)
        );
        return svg.append("</svg>\n").toString();
    }

    private void panel(int left, String title, Series first, Series second) {
        double[] values = usages
            .stream()
            .flatMap(usage -> List.of(first.value.applyAsDouble(usage), second.value.applyAsDouble(usage)).stream())
            .mapToDouble(GrowthPlot::log)
            .sorted()
            .toArray();
        var x = new Axis(log(usages.getFirst().connections()), log(usages.getLast().connections()), left, WIDTH);
        var y = new Axis(Math.floor(values[0]), Math.ceil(values[values.length - 1]), TOP + HEIGHT, -HEIGHT);
        text(left, TOP - 35, "start", NEUTRAL, title);
        text(left, TOP - 18, "start", first.color, "● " + first.name);
        text(left + 90, TOP - 18, "start", second.color, "● " + second.name);
        text(left + 200, TOP - 18, "start", NEUTRAL, "┄ linear");
        for (int decade = (int) y.from; decade <= y.to; decade++) {
            line(
                left,
                y.at(decade),
                left + WIDTH,
                y.at(decade),
                NEUTRAL,
                " stroke-width=\"0.5\" stroke-opacity=\"0.5\""
            );
            text(left - 6, y.at(decade) + 4, "end", NEUTRAL, number(Math.pow(10, decade)));
        }
        for (Usage usage : usages) {
            text(x.at(log(usage.connections())), TOP + HEIGHT + 18, "middle", NEUTRAL, number(usage.connections()));
        }
        text(left + WIDTH / 2.0, TOP + HEIGHT + 38, "middle", NEUTRAL, "connections");
        linear(x, y, log(first.value.applyAsDouble(usages.getLast())));
        curve(x, y, second, first);
        curve(x, y, first, second);
    }

    /** What would grow as the number of connections does, and ends where the console does. */
    private void linear(Axis x, Axis y, double end) {
        double from = Math.max(x.from, x.to - (end - y.from));
        line(x.at(from), y.at(end - (x.to - from)), x.at(x.to), y.at(end), NEUTRAL, " stroke-dasharray=\"4 4\"");
    }

    /** @param other the panel's other curve, away from which the labels are */
    private void curve(Axis x, Axis y, Series series, Series other) {
        for (int i = 0; i < usages.size(); i++) {
            double value = series.value.applyAsDouble(usages.get(i));
            double px = x.at(log(usages.get(i).connections()));
            double py = y.at(log(value));
            if (i > 0) {
                double before = series.value.applyAsDouble(usages.get(i - 1));
                line(x.at(log(usages.get(i - 1).connections())), y.at(log(before)), px, py, series.color, "");
            }
            add("<circle" + at("cx", px) + at("cy", py) + " r=\"3\" fill=\"" + series.color + "\"/>");
            boolean isAbove = value >= other.value.applyAsDouble(usages.get(i));
            text(px, isAbove ? py - 8 : py + 16, "middle", series.color, number(value));
        }
    }

    /** Powers of ten between two pixels. */
    private record Axis(double from, double to, double begin, double length) {
        double at(double power) {
            double part = (power - from) / Math.max(to - from, 1e-9);
            return begin + length * (MARGIN + (1 - 2 * MARGIN) * part);
        }
    }

    private static double log(double value) {
        return Math.log10(Math.max(value, GrowthBench.LEAST));
    }

    private static String number(double value) {
        String digits = value < 1 ? "%.2f" : value < 10 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, digits, value).replaceFirst("\\.0*$", "");
    }

    private void text(double x, double y, String anchor, String color, String text) {
        String style = " text-anchor=\"" + anchor + "\" fill=\"" + color + "\"";
        add("<text" + at("x", x) + at("y", y) + style + ">" + text + "</text>");
    }

    private void line(double x1, double y1, double x2, double y2, String color, String more) {
        String ends = at("x1", x1) + at("y1", y1) + at("x2", x2) + at("y2", y2);
        add("<line" + ends + " stroke=\"" + color + "\"" + more + "/>");
    }

    private static String at(String attribute, double pixel) {
        return String.format(Locale.ROOT, " %s=\"%.1f\"", attribute, pixel);
    }

    private void add(String markup) {
        svg.append(markup).append('\n');
    }
}
