package dev.actrunner.console.cluster.apply;

/**
 * Options of an apply.
 *
 * @param dryRun let the API server check and answer, and write nothing
 * @param force take over fields that other managers own
 */
public record ApplyOptions(boolean dryRun, boolean force) {
    public ApplyOptions asDryRun() {
        return new ApplyOptions(true, force);
    }
}
