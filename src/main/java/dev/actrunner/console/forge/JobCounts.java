package dev.actrunner.console.forge;

/**
 * The jobs of a forge's list that KEDA scales on.
 *
 * @param waiting jobs that a runner could take now
 * @param running jobs that a runner has taken
 */
public record JobCounts(long waiting, long running) {
    /** Returns what the trigger reads: waiting and running, so that runners which work are not taken away. */
    public long total() {
        return waiting + running;
    }
}
