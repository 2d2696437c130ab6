package dev.actrunner.console.monitor.history;

import dev.actrunner.console.diagnosis.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rolls samples up by periods of the same length, the last so many of them. Not for use by several threads at a time. */
final class Buckets {

    private static final long NONE = -1;

    private final long length;
    private final int number;
    private SampleRing ended;

    private long period = NONE;
    private Verdict worst = Verdict.READY;
    private int most;
    private int answers;
    private long latency;

    /** @param number how many periods are kept */
    Buckets(Duration length, int number) {
        this.length = length.toSeconds();
        this.number = number;
        // The last one has not ended.
        this.ended = new SampleRing(number - 1);
    }

    void add(Sample sample) {
        long now = periodOf(sample.at());
        if (now != period) {
            if (period != NONE && period < now) {
                ended.add(current());
            }
            ended.dropAfter(Instant.ofEpochSecond((now + 1) * length - 1));
            begin(now);
        }
        merge(sample);
    }

    /** Goes on with what is known of the period: restored from elsewhere, or counted before a clock was set back. */
    private void begin(long now) {
        period = now;
        worst = Verdict.READY;
        most = -1;
        answers = 0;
        latency = 0;
        if (ended.size() > 0 && periodOf(ended.at(ended.size() - 1)) == now) {
            merge(ended.get(ended.size() - 1));
            ended.dropAfter(Instant.ofEpochSecond(now * length - 1));
        }
    }

    private long periodOf(Instant time) {
        return time.getEpochSecond() / length;
    }

    /** Takes a sample, or what was rolled up of the period elsewhere, of which only the mean latency is known: it counts as one. */
    private void merge(Sample sample) {
        worst = sample.verdict().compareTo(worst) > 0 ? sample.verdict() : worst;
        most = Math.max(most, sample.pending());
        if (sample.latencyMs() >= 0) {
            answers++;
            latency += sample.latencyMs();
        }
    }

    /** When the first period began that has a sample, null where none has. */
    @Nullable
    Instant first() {
        if (ended.size() > 0) {
            return ended.at(0);
        }
        return period == NONE ? null : Instant.ofEpochSecond(period * length);
    }

    /** Puts periods before its own; of the first of its own, what both know is put together. */
    void restore(List<Sample> earlier) {
        SampleRing own = ended;
        long first = own.size() > 0 ? periodOf(own.at(0)) : period;
        ended = new SampleRing(number - 1);
        @Nullable
        Sample shared = null;
        for (Sample sample : earlier) {
            long of = periodOf(sample.at());
            if (of == first) {
                shared = sample;
            } else if (first == NONE || of < first) {
                ended.add(sample);
            }
        }
        if (shared != null && own.size() == 0) {
            merge(shared);
        }
        for (int i = 0; i < own.size(); i++) {
            ended.add(i == 0 && shared != null ? together(shared, own.get(0)) : own.get(i));
        }
    }

    /** Takes periods that are known better than those that were restored, where it has none of its own yet. */
    void adopt(List<Sample> better) {
        var restored = new ArrayList<Sample>();
        for (int i = 0; i < ended.size(); i++) {
            restored.add(ended.get(i));
        }
        ended = new SampleRing(number - 1);
        better.forEach(ended::add);
        restore(restored);
    }

    private static Sample together(Sample restored, Sample own) {
        boolean isWorse = restored.verdict().compareTo(own.verdict()) > 0;
        return new Sample(
            own.at(),
            isWorse ? restored.verdict() : own.verdict(),
            Math.max(restored.pending(), own.pending()),
            own.latencyMs() >= 0 ? own.latencyMs() : restored.latencyMs()
        );
    }

    /** The periods that have samples, the oldest first, as one sample each: the worst verdict, most jobs, mean latency. */
    List<Sample> samples(Instant now) {
        long last = periodOf(now);
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < ended.size(); i++) {
            if (isShown(periodOf(ended.at(i)), last)) {
                samples.add(ended.get(i));
            }
        }
        if (isShown(period, last)) {
            samples.add(current());
        }
        return samples;
    }

    private boolean isShown(long candidate, long last) {
        return candidate != NONE && candidate > last - number && candidate <= last;
    }

    private Sample current() {
        return new Sample(
            Instant.ofEpochSecond(period * length),
            worst,
            most,
            answers == 0 ? -1 : (int) (latency / answers)
        );
    }

    /** Returns the bytes that it takes once all periods have samples. */
    long maxBytes() {
        return ended.maxBytes();
    }
}
