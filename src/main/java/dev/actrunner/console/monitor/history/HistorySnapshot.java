package dev.actrunner.console.monitor.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of a connection's probes, the oldest first.
 *
 * @param points the probes of the last hour, 240 at most
 * @param hours the last 30 days by the hour: the worst verdict, the most jobs, the mean latency
 * @param transitions the last changes of the verdict, 20 at most
 * @param restoredAt what is older is restored, and was not measured by this process or another replica; null where nothing is
 */
public record HistorySnapshot(
    List<Sample> points,
    List<Sample> hours,
    List<StatusTransition> transitions,
    @Nullable Instant restoredAt
) {
    public static HistorySnapshot of(History history, Instant now) {
        return new HistorySnapshot(
            history.points(now),
            history.hours(now),
            history.transitions(),
            history.restoredAt()
        );
    }
}
