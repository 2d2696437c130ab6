package dev.actrunner.console.connection.store;

import dev.actrunner.console.connection.Connection;
import java.util.List;

/**
 * The connections found, sorted by namespace and name.
 *
 * @param forbiddenNamespaces where the caller may not look: namespaces, or {@code *} for all of them
 */
public record ConnectionList(List<Connection> items, List<String> forbiddenNamespaces) {}
