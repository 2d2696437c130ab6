package dev.actrunner.console.monitor.history;

import dev.actrunner.console.diagnosis.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
        long now = sample.at().getEpochSecond() / length;
        if (now != period) {
            if (period != NONE && period < now) {
                ended.add(current());
            }
            ended.dropAfter(Instant.ofEpochSecond(now * length - 1));
            period = now;
            worst = Verdict.READY;
            most = -1;
            answers = 0;
            latency = 0;
        }
        worst = sample.verdict().compareTo(worst) > 0 ? sample.verdict() : worst;
        most = Math.max(most, sample.pending());
        if (sample.latencyMs() >= 0) {
            answers++;
            latency += sample.latencyMs();
        }
    }

    /** Puts periods before its own, those that are not later than its first. */
    void restore(List<Sample> earlier) {
        long first = ended.size() > 0 ? ended.at(0).getEpochSecond() / length : period;
        SampleRing own = ended;
        ended = new SampleRing(number - 1);
        earlier
            .stream()
            .filter(sample -> first == NONE || sample.at().getEpochSecond() / length <= first)
            .forEach(ended::add);
        for (int i = 0; i < own.size(); i++) {
            ended.add(own.get(i));
        }
    }

    /** The periods that have samples, the oldest first, as one sample each: the worst verdict, most jobs, mean latency. */
    List<Sample> samples(Instant now) {
        long last = now.getEpochSecond() / length;
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < ended.size(); i++) {
            if (isShown(ended.at(i).getEpochSecond() / length, last)) {
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
