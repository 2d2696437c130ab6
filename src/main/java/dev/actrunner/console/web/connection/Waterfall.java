package dev.actrunner.console.web.connection;

import dev.actrunner.console.forge.Timings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lays out the phases of a probe, one after the other. */
final class Waterfall {

    private Waterfall() {}

    /**
     * One phase.
     *
     * @param name the message's key
     * @param from where it begins, in percent of all
     * @param width how long it takes, in percent of all
     * @param took such as {@code 12.3 ms}
     */
    record Phase(String name, double from, double width, String took) {}

    static List<Phase> of(Timings timings) {
        var phases = new ArrayList<Phase>();
        Double transfer = timings.transferMs();
        double all = Math.max(0.001, timings.asKedaMs() + (transfer == null ? 0 : transfer));
        double from = 0;
        from = add("resolve", timings.dnsMs(), from, all, phases);
        from = add("connect", timings.connectMs(), from, all, phases);
        from = add("tls", timings.tlsMs(), from, all, phases);
        from = add("processing", timings.firstByteMs(), from, all, phases);
        add("transfer", transfer, from, all, phases);
        return phases;
    }

    private static double add(String name, @Nullable Double millis, double from, double all, List<Phase> phases) {
        if (millis == null) {
            return from;
        }
        double width = (millis * 100) / all;
        phases.add(new Phase(name, from, Math.max(0.5, width), String.format(Locale.ROOT, "%.1f ms", millis)));
        return from + width;
    }
}
