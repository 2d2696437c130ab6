package dev.actrunner.console.connection.store;

import dev.actrunner.console.connection.Connection;
import java.util.List;

/**
 * A connection with its objects, as far as the caller may see them.
 *
 * @param manifests as YAML or JSON would have them, the token masked
 * @param fieldManagers who writes which of their fields
 */
public record VisibleConnection(Connection connection, List<Object> manifests, List<FieldManager> fieldManagers) {}
