package dev.actrunner.console.web.connection;

import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.history.HistorySnapshot;
import dev.actrunner.console.monitor.history.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Shows what the probes of a period found.
 *
 * @param range the period
 * @param beats its parts, the oldest first
 * @param jobs the pending jobs, null where fewer than two probes counted any
 * @param latency the latency, null where fewer than two probes had one
 * @param restoredAt when this console began to look, where what the period has from before is restored; else null
 */
record HistoryView(
    Range range,
    List<Beat> beats,
    @Nullable Chart jobs,
    @Nullable Chart latency,
    @Nullable Instant restoredAt
) {
    /** Lists the periods, and into how many parts they are cut. */
    enum Range {
        HOUR(Duration.ofMinutes(1), 60),
        DAY(Duration.ofHours(1), 24),
        MONTH(Duration.ofDays(1), 30);

        private final Duration step;
        private final int steps;

        Range(Duration step, int steps) {
            this.step = step;
            this.steps = steps;
        }

        /** As addresses have it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Range of(String id) {
            for (Range each : values()) {
                if (each.id().equals(id)) {
                    return each;
                }
            }
            return HOUR;
        }
    }

    /**
     * A part of the period.
     *
     * @param at its beginning
     * @param state the worst verdict in it, {@code none} where nobody looked
     * @param latencyMs the mean latency, -1 where there was none
     * @param pending the most jobs, -1 where they were never counted
     * @param restored whether it has something of a time before the console began to look
     */
    record Beat(Instant at, String state, int latencyMs, int pending, boolean restored) {
        /** @param restoredAt null where nothing is restored */
        static Beat of(Instant at, List<Sample> samples, @Nullable Instant restoredAt) {
            return new Beat(
                at,
                samples.stream().map(Sample::verdict).max(Comparator.naturalOrder()).map(Verdict::id).orElse("none"),
                (int) Math.round(
                    samples
                        .stream()
                        .mapToInt(Sample::latencyMs)
                        .filter(latency -> latency >= 0)
                        .average()
                        .orElse(-1)
                ),
                samples.stream().mapToInt(Sample::pending).max().orElse(-1),
                restoredAt != null && !samples.isEmpty() && at.isBefore(restoredAt)
            );
        }
    }

    static HistoryView of(HistorySnapshot history, Range range, Instant now) {
        long step = range.step.toSeconds();
        long last = now.getEpochSecond() / step;
        long first = last - range.steps + 1;
        List<Sample> samples = (range == Range.HOUR ? history.points() : history.hours())
            .stream()
            .filter(sample -> sample.at().getEpochSecond() / step >= first)
            .toList();
        Instant restored = range == Range.HOUR ? null : history.restoredAt();
        var parts = new TreeMap<Long, List<Sample>>();
        for (long part = first; part <= last; part++) {
            parts.put(part, new ArrayList<>());
        }
        samples.forEach(sample ->
            parts.computeIfAbsent(sample.at().getEpochSecond() / step, _ -> new ArrayList<>()).add(sample)
        );
        return new HistoryView(
            range,
            parts
                .entrySet()
                .stream()
                .map(part -> Beat.of(Instant.ofEpochSecond(part.getKey() * step), part.getValue(), restored))
                .toList(),
            Chart.of(samples, Sample::pending, "", now),
            Chart.of(samples, Sample::latencyMs, " ms", now),
            restored == null || restored.getEpochSecond() / step < first ? null : restored
        );
    }
}
