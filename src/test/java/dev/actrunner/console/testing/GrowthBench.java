package dev.actrunner.console.testing;

import dev.actrunner.console.testing.MemoryBench.Timing;
import dev.actrunner.console.testing.MemoryBench.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Measures how the packaged console's share of a core and its memory grow with the number of connections, beside the bare
 * requests, and plots both: {@code bench/growth.sh}.
 */
public final class GrowthBench {

    /** As in the image, with about twice the heap that is live. */
    private static final String OPTIONS = " -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1";
    private static final List<String> SIZES = List.of(
        "100:-Xmx256m" + OPTIONS,
        "1000:-Xmx256m" + OPTIONS,
        "10000:-Xmx256m" + OPTIONS,
        "50000:-Xmx1280m" + OPTIONS
    );
    /** Stands for what is too little to be measured, and has no logarithm. */
    static final double LEAST = 0.01;

    private static final int INTERVAL = 180;
    private static final Path PLOT = Path.of("bench", "growth.svg");

    private GrowthBench() {}

    /**
     * The interval is longer than the console's own, so that the most connections take less than a core. A probe costs more
     * then: what is remembered for a minute is asked anew each time.
     *
     * @param args the seconds between two probes of a connection, and numbers of connections, each with options of the JVM:
     *     {@code 60 1000:-Xmx256m}
     */
    public static void run(String... args) throws Exception {
        int interval = args.length > 0 ? Integer.parseInt(args[0]) : INTERVAL;
        List<String> sizes = args.length > 1 ? List.of(args).subList(1, args.length) : SIZES;
        var usages = new ArrayList<Usage>();
        for (String size : sizes) {
            String[] parts = size.split(":", 2);
            usages.add(MemoryBench.measure(Integer.parseInt(parts[0]), parts[1], Timing.ofInterval(interval)));
        }
        if (usages.size() > 1) {
            print("share of a core", usages, Usage::share);
            print("share of the bare requests", usages, Usage::bare);
            print("live heap", usages, Usage::liveHeap);
            print("resident", usages, Usage::resident);
            plot(usages);
        }
    }

    private static void print(String name, List<Usage> usages, ToDoubleFunction<Usage> value) {
        List<Usage> last = usages.subList(usages.size() - 2, usages.size());
        System.out.printf(
            "%-26s grows with the connections to the power of %.2f, from %d to %d of %.2f%n",
            name,
            exponent(usages, value),
            last.getFirst().connections(),
            last.getLast().connections(),
            exponent(last, value)
        );
    }

    /** The slope of the line that fits the logarithms best, by least squares. */
    static double exponent(List<Usage> usages, ToDoubleFunction<Usage> value) {
        double[] x = usages
            .stream()
            .mapToDouble(usage -> Math.log(usage.connections()))
            .toArray();
        double[] y = usages
            .stream()
            .mapToDouble(usage -> Math.log(Math.max(value.applyAsDouble(usage), LEAST)))
            .toArray();
        double products = 0;
        double squares = 0;
        double middleX = mean(x);
        double middleY = mean(y);
        for (int i = 0; i < x.length; i++) {
            products += (x[i] - middleX) * (y[i] - middleY);
            squares += (x[i] - middleX) * (x[i] - middleX);
        }
        return products / squares;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static void plot(List<Usage> usages) throws IOException {
        Files.writeString(PLOT, GrowthPlot.svg(usages));
        System.out.println("plotted in " + PLOT);
    }
}
