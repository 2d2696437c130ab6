package dev.actrunner.console.monitor.listing;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of connections.
 *
 * @param next what to ask for the page after this one, null when this is the last
 * @param forbiddenNamespaces where the caller may not look: namespaces, or {@code *} for all of them
 */
public record ConnectionPage(List<Item> items, @Nullable String next, List<String> forbiddenNamespaces) {
    /**
     * A connection and its last report.
     *
     * @param report null where no probe was possible yet
     * @param problem why it cannot be probed now, null where it can
     */
    public record Item(Connection connection, @Nullable ConnectionReport report, @Nullable String problem) {}
}
