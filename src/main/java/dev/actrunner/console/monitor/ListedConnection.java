package dev.actrunner.console.monitor;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionReport;
import org.jspecify.annotations.Nullable;

/**
 * A connection and what its last probe saw.
 *
 * @param report null where no probe was possible yet
 */
public record ListedConnection(Connection connection, @Nullable ConnectionReport report) {}
