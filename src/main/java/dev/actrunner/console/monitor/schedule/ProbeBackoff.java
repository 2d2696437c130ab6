package dev.actrunner.console.monitor.schedule;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.diagnosis.CheckId;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How long to wait until the next probe. */
public final class ProbeBackoff {

    private static final int SLOWEST = 4;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Set<CheckId> DOWN = Set.of(CheckId.DNS, CheckId.CONNECT, CheckId.HTTP);

    private final Duration interval;

    public ProbeBackoff(Duration interval) {
        this.interval = interval;
    }

    /** A connection's own interval, else the common one. */
    public Duration of(@Nullable Connection connection) {
        Duration own = connection == null ? null : connection.interval();
        return own == null ? interval : own;
    }

    /** The wait where nothing was learned: the common interval at most, so that nobody's verdict stays old for long. */
    public Duration whileUnknown(@Nullable Connection connection) {
        Duration own = of(connection);
        return own.compareTo(interval) > 0 ? interval : own;
    }

    /**
     * The wait after a report: as long as the forge asked for, longer and longer while it is down, else the interval.
     *
     * @param failures how many probes in a row found it down
     */
    public Duration after(@Nullable Connection connection, ConnectionReport report, int failures) {
        Duration own = of(connection);
        Duration asked = report.probe().retryAfter();
        if (asked != null) {
            Duration longest = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
            return longest.compareTo(own) > 0 ? longest : own;
        }
        return own.multipliedBy(Math.min(SLOWEST, Math.max(1, failures / 2)));
    }

    /** Whether the forge gave no answer of its own. */
    public static boolean isDown(ConnectionReport report) {
        return report
            .probe()
            .checks()
            .stream()
            .anyMatch(c -> c.finding() != null && c.status() == CheckStatus.FAIL && DOWN.contains(c.id()));
    }
}
