package dev.actrunner.console.monitor;

import dev.actrunner.console.diagnosis.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last so many stretches of time, each of the same length, in a ring of fixed size: 22 bytes a stretch. Not for use by
 * several threads at a time.
 */
final class Buckets {

    private static final int NONE = -1;

    private final long length;
    private final int[] stretch;
    private final short[] ready;
    private final short[] attention;
    private final short[] failed;
    private final int[] jobs;
    private final int[] most;
    private final int[] latency;

    /** @param number how many stretches are kept */
    Buckets(Duration length, int number) {
        this.length = length.toSeconds();
        this.stretch = new int[number];
        this.ready = new short[number];
        this.attention = new short[number];
        this.failed = new short[number];
        this.jobs = new int[number];
        this.most = new int[number];
        this.latency = new int[number];
        Arrays.fill(stretch, NONE);
    }

    void add(Instant at, Sample sample) {
        int number = (int) (at.getEpochSecond() / length);
        int i = number % stretch.length;
        if (stretch[i] != number) {
            stretch[i] = number;
            ready[i] = 0;
            attention[i] = 0;
            failed[i] = 0;
            jobs[i] = 0;
            most[i] = 0;
            latency[i] = 0;
        }
        switch (sample.verdict()) {
            case READY -> ready[i]++;
            case ATTENTION -> attention[i]++;
            case FAILED -> failed[i]++;
        }
        int pending = Math.max(0, sample.pending());
        jobs[i] += pending;
        most[i] = Math.max(most[i], pending);
        latency[i] += Math.max(0, sample.latencyMs());
    }

    /** The stretches that have samples, the oldest first, as one sample each: the worst verdict, most jobs, mean latency. */
    List<Sample> samples(Instant now) {
        var samples = new ArrayList<Sample>();
        int last = (int) (now.getEpochSecond() / length);
        for (int number = last - stretch.length + 1; number <= last; number++) {
            int i = Math.floorMod(number, stretch.length);
            if (number >= 0 && stretch[i] == number) {
                samples.add(sample(i, Instant.ofEpochSecond(number * length)));
            }
        }
        return samples;
    }

    private Sample sample(int i, Instant at) {
        int number = ready[i] + attention[i] + failed[i];
        Verdict worst = failed[i] > 0 ? Verdict.FAILED : attention[i] > 0 ? Verdict.ATTENTION : Verdict.READY;
        return new Sample(at, worst, most[i], number == 0 ? 0 : latency[i] / number);
    }

    /** What it takes for ever, in bytes, without the object's own headers. */
    long bytes() {
        return stretch.length * (4L + 3 * 2 + 3 * 4);
    }
}
