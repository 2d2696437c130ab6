package dev.actrunner.console.api;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionReport;
import org.jspecify.annotations.Nullable;

/**
 * Computes a connection's ETags. One part changes with its objects, the other with its last probe: a reader's cache needs
 * both, a writer's condition only the first.
 */
final class EntityTags {

    private EntityTags() {}

    static String of(Connection connection, @Nullable ConnectionReport report) {
        long probed = report == null ? 0 : report.probe().checkedAt().toEpochMilli();
        return "\"" + connection.etag() + "." + Long.toString(probed, 36) + "\"";
    }

    /** The objects' part of an {@code If-Match}, {@code *} for any, null for no condition. */
    static @Nullable String condition(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return null;
        }
        String tag = ifMatch.strip().replaceFirst("^W/", "").replace("\"", "");
        int dot = tag.indexOf('.');
        return dot < 0 ? tag : tag.substring(0, dot);
    }
}
