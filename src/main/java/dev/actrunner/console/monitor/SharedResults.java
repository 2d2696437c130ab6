package dev.actrunner.console.monitor;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.monitor.ConnectionStatus.Counted;
import dev.actrunner.console.monitor.ConnectionStatus.Observed;
import dev.actrunner.console.monitor.changes.ChangeLog;
import dev.actrunner.console.monitor.history.History;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What replicas tell each other about connections: each has what all have found out. */
@Component
public class SharedResults {

    private final Monitor monitor;

    SharedResults(Monitor monitor) {
        this.monitor = monitor;
    }

    /**
     * What another replica found out about a connection.
     *
     * @param problem why it cannot be probed now, null where it can
     * @param history what its probes found, as {@link History#encode} has it; null where that is not needed
     */
    public record Result(
        Observed observed,
        @Nullable Counted counted,
        @Nullable String problem,
        @Nullable String history
    ) {}

    /** Returns the connections of which this replica itself has found something out after a change, in that order. */
    public List<ChangeLog.Change<ConnectionKey>> changesAfter(long number, int most) {
        return monitor.changes.after(number, most);
    }

    /**
     * Takes over what another replica found out, where it is newer than what is known here.
     *
     * @param isFor whether it was found out about the connection as it is here
     * @return whether the connection is known here
     */
    public boolean adopt(ConnectionKey key, Predicate<Connection> isFor, Result result) {
        MonitoredConnection entry = monitor.monitored.find(key).orElse(null);
        Connection connection = entry == null ? null : entry.status().connection();
        if (entry == null || connection == null) {
            return false;
        }
        if (isFor.test(connection)) {
            if (result.history() != null) {
                entry.history().adopt(result.history());
            }
            monitor.runner.adopt(entry, result.observed(), result.counted(), result.problem());
        }
        return true;
    }
}
