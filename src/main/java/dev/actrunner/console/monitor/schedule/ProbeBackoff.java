package dev.actrunner.console.monitor.schedule;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.CheckStatus;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides how long to wait until a connection's next probe: its interval; longer while its forge is down, and as long as a
 * forge asks for.
 */
public final class ProbeBackoff {

    private static final int MAX_FACTOR = 4;
    private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(15);
    private static final Set<CheckId> DOWN = Set.of(CheckId.DNS, CheckId.CONNECT, CheckId.HTTP);

    private final Duration interval;
    /** How many probes in a row found the forge down. */
    private final ConcurrentHashMap<ConnectionKey, Integer> failures = new ConcurrentHashMap<>();

    public ProbeBackoff(Duration interval) {
        this.interval = interval;
    }

    /** A connection's own interval, else the common one. */
    public Duration intervalOf(Connection connection) {
        Duration own = connection.interval();
        return own == null ? interval : own;
    }

    /**
     * The wait where nothing was learned, as while the API server restarts: a third of the interval, and of the common one at
     * most, so that no verdict stays old for long once it answers again.
     */
    public Duration whileUnknown(Connection connection) {
        Duration own = intervalOf(connection);
        return (own.compareTo(interval) > 0 ? interval : own).dividedBy(3);
    }

    /** The wait after a report: as long as the forge asked for, longer and longer while it is down, else the interval. */
    public Duration after(Connection connection, ConnectionReport report) {
        int down = countFailure(connection.key(), isDown(report));
        Duration own = intervalOf(connection);
        Duration asked = report.probe().observed().retryAfter();
        if (asked != null) {
            Duration longest = asked.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked;
            return longest.compareTo(own) > 0 ? longest : own;
        }
        return own.multipliedBy(Math.min(MAX_FACTOR, Math.max(1, down / 2)));
    }

    private int countFailure(ConnectionKey key, boolean down) {
        if (down) {
            return failures.merge(key, 1, Integer::sum);
        }
        failures.remove(key);
        return 0;
    }

    /** Forgets a connection that was deleted. */
    public void forget(ConnectionKey key) {
        failures.remove(key);
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
