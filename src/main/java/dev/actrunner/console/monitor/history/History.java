package dev.actrunner.console.monitor.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a connection's probes found: each of the last hour, and roll-ups by the hour for 30 days. It grows to a fixed
 * size: {@link #maxBytes()}.
 */
public final class History {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration KEPT = HOUR;
    private static final int TRANSITIONS = 20;

    private final SampleRing points = new SampleRing(240);
    private final Buckets hours = new Buckets(HOUR, 720);
    private final Deque<StatusTransition> transitions = new ArrayDeque<>(1);
    private @Nullable Instant restoredAt;

    /** Adds what a probe found. What is later already is of a clock that was set back, and goes. */
    public synchronized void add(Sample sample) {
        points.dropAfter(sample.at());
        transitions.removeIf(each -> each.at().isAfter(sample.at()));
        StatusTransition last = transitions.peekLast();
        if (last == null || last.verdict() != sample.verdict()) {
            transitions.add(
                new StatusTransition(Instant.ofEpochSecond(sample.at().getEpochSecond()), sample.verdict())
            );
            if (transitions.size() > TRANSITIONS) {
                transitions.remove();
            }
        }
        points.add(sample);
        hours.add(sample);
    }

    /**
     * Puts what an earlier process found before what is known here.
     *
     * @param earlier a sample for each hour, the oldest first
     * @param at when this one began to look
     */
    public synchronized void restore(List<Sample> earlier, Instant at) {
        Instant known = hours.first();
        hours.restore(earlier);
        if (restoredAt == null) {
            // What another replica told begins before this process did, and was measured.
            restoredAt = known == null || known.plus(HOUR).isAfter(at) ? at : known;
        }
    }

    /** When this process, or the replica that told it what it knows, began to look, where what is older is restored; else null. */
    synchronized @Nullable Instant restoredAt() {
        return restoredAt;
    }

    /** The last probes, the oldest first: of the last hour, 240 at most. */
    synchronized List<Sample> points(Instant now) {
        Instant since = now.minus(KEPT);
        var shown = new ArrayList<Sample>();
        for (int i = 0; i < points.size(); i++) {
            Sample point = points.get(i);
            if (!point.at().isBefore(since)) {
                shown.add(point);
            }
        }
        return shown;
    }

    /** The last changes of the verdict, the oldest first, 20 at most. */
    synchronized List<StatusTransition> transitions() {
        return List.copyOf(transitions);
    }

    /** The verdicts of the last probes, the oldest first, as {@code r}, {@code w} and {@code f}. */
    public synchronized String bar(int number) {
        int shown = Math.min(number, points.size());
        var bar = new StringBuilder(shown);
        for (int i = points.size() - shown; i < points.size(); i++) {
            bar.append(
                switch (points.verdict(i)) {
                    case READY -> 'r';
                    case WARNING -> 'w';
                    case FAILED -> 'f';
                }
            );
        }
        return bar.toString();
    }

    synchronized List<Sample> hours(Instant now) {
        return hours.samples(now);
    }

    /** Encodes all of it, for a replica that has just begun to look: {@link #adopt}. */
    public synchronized String encode(Instant now) {
        return HistoryEncoding.encode(HistorySnapshot.of(this, now));
    }

    /** Whether the last sample is of that second. */
    public synchronized boolean hasSampleOf(Instant at) {
        return points.size() > 0 && points.at(points.size() - 1).getEpochSecond() == at.getEpochSecond();
    }

    /** Takes over what another replica knows, where nothing is known here yet. */
    public synchronized void adopt(String encoded) {
        if (points.size() > 0) {
            return;
        }
        HistorySnapshot other = HistoryEncoding.decode(encoded);
        other.points().forEach(points::add);
        hours.adopt(other.hours());
        transitions.addAll(other.transitions());
        if (other.restoredAt() != null) {
            restoredAt = other.restoredAt();
        } else if (restoredAt != null && !other.hours().isEmpty()) {
            restoredAt = other.hours().getFirst().at();
        }
    }

    /** Returns the bytes that its samples take once it is full, without the objects around them. */
    long maxBytes() {
        return points.maxBytes() + hours.maxBytes();
    }
}
