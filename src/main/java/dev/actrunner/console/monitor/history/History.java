package dev.actrunner.console.monitor.history;

import dev.actrunner.console.diagnosis.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps what a connection's probes found: each of the last hour, and roll-ups by the hour for 30 days. Its size is fixed:
 * {@link #bytes()}.
 */
public final class History {

    private static final Duration KEPT = Duration.ofHours(1);
    private static final int POINTS = 240;
    private static final int TRANSITIONS = 20;

    /** The worst last; a byte of the rings is a place in it. */
    static final List<Verdict> VERDICTS = List.of(Verdict.READY, Verdict.WARNING, Verdict.FAILED);

    private final int[] seconds = new int[POINTS];
    private final byte[] verdicts = new byte[POINTS];
    private final int[] pending = new int[POINTS];
    private final int[] latency = new int[POINTS];
    private int next;
    private int size;

    private final int[] transitionSeconds = new int[TRANSITIONS];
    private final byte[] transitionVerdicts = new byte[TRANSITIONS];
    private int transitions;

    private final Buckets hours = new Buckets(Duration.ofHours(1), 720);

    public synchronized void add(Sample sample) {
        seconds[next] = (int) sample.at().getEpochSecond();
        verdicts[next] = (byte) VERDICTS.indexOf(sample.verdict());
        if (transitions == 0 || transitionVerdicts[(transitions - 1) % TRANSITIONS] != verdicts[next]) {
            transitionSeconds[transitions % TRANSITIONS] = seconds[next];
            transitionVerdicts[transitions % TRANSITIONS] = verdicts[next];
            transitions++;
        }
        pending[next] = sample.pending();
        latency[next] = sample.latencyMs();
        next = (next + 1) % POINTS;
        size = Math.min(POINTS, size + 1);
        hours.add(sample.at(), sample);
    }

    /** The last probes, the oldest first: of the last hour, 240 at most. */
    synchronized List<Sample> points(Instant now) {
        int since = (int) now.minus(KEPT).getEpochSecond();
        var points = new ArrayList<Sample>(size);
        for (int n = size; n > 0; n--) {
            int i = Math.floorMod(next - n, POINTS);
            if (seconds[i] >= since) {
                points.add(new Sample(instant(seconds[i]), VERDICTS.get(verdicts[i]), pending[i], latency[i]));
            }
        }
        return points;
    }

    /** The last changes of the verdict, the oldest first, 20 at most. */
    synchronized List<StatusTransition> transitions() {
        return IntStream.range(Math.max(0, transitions - TRANSITIONS), transitions)
            .mapToObj(n ->
                new StatusTransition(
                    instant(transitionSeconds[n % TRANSITIONS]),
                    VERDICTS.get(transitionVerdicts[n % TRANSITIONS])
                )
            )
            .toList();
    }

    private static Instant instant(int seconds) {
        return Instant.ofEpochSecond(Integer.toUnsignedLong(seconds));
    }

    /** The verdicts of the last probes, the oldest first, as {@code r}, {@code w} and {@code f}. */
    public synchronized String bar(int number) {
        int shown = Math.min(number, size);
        var bar = new StringBuilder(shown);
        for (int n = shown; n > 0; n--) {
            bar.append("rwf".charAt(verdicts[Math.floorMod(next - n, POINTS)]));
        }
        return bar.toString();
    }

    synchronized List<Sample> hours(Instant now) {
        return hours.samples(now);
    }

    /** Returns its fixed size in bytes. */
    long bytes() {
        return POINTS * (3 * 4 + 1L) + TRANSITIONS * (4 + 1L) + hours.bytes();
    }
}
