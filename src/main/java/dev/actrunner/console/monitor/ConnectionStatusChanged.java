package dev.actrunner.console.monitor;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.diagnosis.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Published when a connection is new, deleted, or has another verdict, finding, problem, or other figures than before.
 *
 * @param previousVerdict the verdict before, null where there was none
 * @param status the status now, null where the connection is deleted
 */
public record ConnectionStatusChanged(
    ConnectionKey key,
    @Nullable Verdict previousVerdict,
    @Nullable ConnectionStatus status
) {
    /** Whether a verdict was replaced by another. */
    public boolean isVerdictChange() {
        return (
            previousVerdict != null && status != null && status.verdict() != null && status.verdict() != previousVerdict
        );
    }
}
