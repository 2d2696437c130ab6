package dev.actrunner.console.monitor.history;

import java.time.Instant;
import java.util.List;

/**
 * What a connection's probes came to, the oldest first.
 *
 * @param points the probes of the last hour, 240 at most
 * @param minutes the last six hours by the minute: the worst verdict, the most jobs, the mean latency
 * @param hours the last 30 days by the hour
 * @param days the same by the day
 * @param turns the last verdicts that were others than before, 20 at most
 */
public record HistorySnapshot(
    List<Sample> points,
    List<Sample> minutes,
    List<Sample> hours,
    List<Sample> days,
    List<StatusTransition> turns
) {
    public static HistorySnapshot of(History history, Instant now) {
        return new HistorySnapshot(
            history.points(now),
            history.minutes(now),
            history.hours(now),
            history.days(now),
            history.turns()
        );
    }
}
