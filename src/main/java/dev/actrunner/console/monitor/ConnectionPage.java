package dev.actrunner.console.monitor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of connections.
 *
 * @param next what to ask for the page after this one, null when this is the last
 * @param forbiddenNamespaces where the caller may not look: namespaces, or {@code *} for all of them
 */
public record ConnectionPage(List<ListedConnection> items, @Nullable String next, List<String> forbiddenNamespaces) {}
