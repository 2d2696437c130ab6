package dev.actrunner.console.connection;

import dev.actrunner.console.cluster.ApplyOptions;
import org.jspecify.annotations.Nullable;

/**
 * How to apply a connection.
 *
 * @param options dry run, and whether to take fields over
 * @param probe what to make of a probe
 * @param createNamespace make the namespace where it is missing
 * @param ifMatch go on only if the connection has this etag ({@code *}: if it exists), null for no condition
 * @param ifNoneExists go on only if there is no such connection
 */
public record ApplyMode(
    ApplyOptions options,
    ProbeMode probe,
    boolean createNamespace,
    @Nullable String ifMatch,
    boolean ifNoneExists
) {
    /** What a probe decides. */
    public enum ProbeMode {
        /** Probe and report. */
        REPORT,
        /** Apply only if the verdict is not failed. */
        REQUIRE,
        /** Do not probe. */
        SKIP,
    }

    /** Applies with a report and no conditions. */
    public static ApplyMode plain() {
        return new ApplyMode(new ApplyOptions(false, false), ProbeMode.REPORT, false, null, false);
    }

    /** The same, without writing. */
    public ApplyMode asDryRun() {
        return new ApplyMode(options.asDryRun(), probe, createNamespace, ifMatch, ifNoneExists);
    }
}
