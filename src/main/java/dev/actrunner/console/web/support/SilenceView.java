package dev.actrunner.console.web.support;

import dev.actrunner.console.connection.Connection.Silence;
import dev.actrunner.console.monitor.ConnectionStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Shows who wants to hear no more of a connection.
 *
 * @param isAcknowledged whether somebody takes care of its worst finding, instead of until a time
 * @param until when it ends, empty for an acknowledgement
 * @param by who said so, {@code –} where that is not known
 * @param reason why, empty where nobody said
 */
public record SilenceView(boolean isAcknowledged, String until, String by, String reason) {
    /** Shows a silence that holds now; null where there is none. */
    public static @Nullable SilenceView of(ConnectionStatus status, Instant now) {
        Silence silence = status.connection() == null ? null : status.connection().silence();
        if (silence == null || !(status.isSilenced(now) || status.isAcknowledged())) {
            return null;
        }
        return new SilenceView(
            silence.until() == null,
            silence.until() == null ? "" : RelativeTime.utc(silence.until()),
            silence.by() == null ? "–" : silence.by(),
            silence.reason()
        );
    }
}
