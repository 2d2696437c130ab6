package dev.actrunner.console.monitor;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.diagnosis.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * An application event: a connection's verdict or figures changed, it is new, or it is gone.
 *
 * @param from the verdict before, null where there was none
 * @param standing how it stands now, null when it is gone
 */
public record ConnectionStatusChanged(ConnectionKey key, @Nullable Verdict from, @Nullable ConnectionStatus standing) {
    /** Whether the verdict is another than before, and there was one. */
    public boolean isVerdictChange() {
        return from != null && standing != null && standing.verdict() != null && standing.verdict() != from;
    }
}
