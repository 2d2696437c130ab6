package dev.actrunner.console.connection.apply;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.actrunner.console.cluster.apply.ApplyOptions;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The conditions and options of applying a connection.
 *
 * @param options dry run, and whether to take fields over
 * @param probe what to make of a probe
 * @param createNamespace make the namespace where it is missing
 * @param ifMatch go on only if the connection has this etag ({@code *}: if it exists), null for no condition
 * @param ifNoneExists go on only if there is no such connection
 * @param maxProbeAge how old a probe of the same target may be that is taken instead of a new one, zero for a new one
 */
public record ApplyMode(
    ApplyOptions options,
    ProbeMode probe,
    boolean createNamespace,
    @Nullable String ifMatch,
    boolean ifNoneExists,
    Duration maxProbeAge
) {
    /** What a probe decides. */
    public enum ProbeMode {
        /** Probe and report. */
        REPORT,
        /** Apply only if the verdict is not failed. */
        REQUIRE,
        /** Do not probe. */
        SKIP;

        /** Returns how requests name it: {@code report}, {@code require}, {@code skip}. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** With a new probe. */
    public ApplyMode(
        ApplyOptions options,
        ProbeMode probe,
        boolean createNamespace,
        @Nullable String ifMatch,
        boolean ifNoneExists
    ) {
        this(options, probe, createNamespace, ifMatch, ifNoneExists, Duration.ZERO);
    }

    /** Applies with a report and no conditions. */
    public static ApplyMode plain() {
        return new ApplyMode(new ApplyOptions(false, false), ProbeMode.REPORT, false, null, false);
    }

    /** The same, without writing. */
    public ApplyMode asDryRun() {
        return new ApplyMode(options.asDryRun(), probe, createNamespace, ifMatch, ifNoneExists, maxProbeAge);
    }

    /** The same, where a probe of another caller may be so old. */
    public ApplyMode withMaxProbeAge(Duration age) {
        return new ApplyMode(options, probe, createNamespace, ifMatch, ifNoneExists, age);
    }
}
