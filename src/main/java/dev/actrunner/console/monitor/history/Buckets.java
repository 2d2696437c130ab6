package dev.actrunner.console.monitor.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rolls samples up by periods of the same length, the last so many of them, in a ring of fixed size: 17 bytes a period. Not
 * for use by several threads at a time.
 */
final class Buckets {

    private static final int NONE = -1;

    private final long length;
    private final int[] period;
    private final byte[] worst;
    private final int[] probes;
    private final int[] most;
    private final int[] latency;

    /** @param number how many periods are kept */
    Buckets(Duration length, int number) {
        this.length = length.toSeconds();
        this.period = new int[number];
        this.worst = new byte[number];
        this.probes = new int[number];
        this.most = new int[number];
        this.latency = new int[number];
        Arrays.fill(period, NONE);
    }

    void add(Instant at, Sample sample) {
        int number = (int) (at.getEpochSecond() / length);
        int i = number % period.length;
        if (period[i] != number) {
            period[i] = number;
            worst[i] = 0;
            probes[i] = 0;
            most[i] = 0;
            latency[i] = 0;
        }
        worst[i] = (byte) Math.max(worst[i], History.VERDICTS.indexOf(sample.verdict()));
        probes[i]++;
        most[i] = Math.max(most[i], sample.pending());
        latency[i] += Math.max(0, sample.latencyMs());
    }

    /** The periods that have samples, the oldest first, as one sample each: the worst verdict, most jobs, mean latency. */
    List<Sample> samples(Instant now) {
        var samples = new ArrayList<Sample>();
        int last = (int) (now.getEpochSecond() / length);
        for (int number = last - period.length + 1; number <= last; number++) {
            int i = Math.floorMod(number, period.length);
            if (number >= 0 && period[i] == number) {
                samples.add(sample(i, Instant.ofEpochSecond(number * length)));
            }
        }
        return samples;
    }

    private Sample sample(int i, Instant at) {
        return new Sample(at, History.VERDICTS.get(worst[i]), most[i], latency[i] / probes[i]);
    }

    /** Returns its fixed size in bytes, without the object's own headers. */
    long bytes() {
        return period.length * (4L + 1 + 3 * 4);
    }
}
