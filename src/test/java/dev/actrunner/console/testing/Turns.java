package dev.actrunner.console.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Times several works in turns, so that a machine that slows down slows all of them, and compares their medians. */
final class Turns {

    /** Something that is timed. */
    interface Work {
        /** @param round a number that counts all rounds from 0 */
        void run(int round) throws Exception;
    }

    private record Participant(String name, Work work) {}

    private final List<Participant> participants = new ArrayList<>();

    /** Adds a work; the others are compared with the first. */
    Turns add(String name, Work work) {
        participants.add(new Participant(name, work));
        return this;
    }

    /**
     * Runs a third of the rounds to warm up, and then all of them. Prints the medians.
     *
     * @return for each work, how many times as long as the first it takes
     */
    List<Double> run(int rounds) throws Exception {
        long[][] nanos = new long[participants.size()][rounds];
        int warmUp = Math.max(1, rounds / 3);
        for (int round = 0; round < warmUp + rounds; round++) {
            for (int i = 0; i < nanos.length; i++) {
                long begin = System.nanoTime();
                participants.get(i).work().run(round);
                if (round >= warmUp) {
                    nanos[i][round - warmUp] = System.nanoTime() - begin;
                }
            }
        }
        double first = median(nanos[0]);
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < nanos.length; i++) {
            double median = median(nanos[i]);
            ratios.add(median / first);
            String ratio = i == 0 ? "" : "%7.2f times".formatted(median / first);
            System.out.printf("   %-36s %8.2f ms%s%n", participants.get(i).name(), median, ratio);
        }
        return ratios;
    }

    /** Returns the median of times in nanoseconds, in milliseconds. */
    static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e6;
    }
}
