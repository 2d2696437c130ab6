package dev.actrunner.console.api.resource;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionReport;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Computes ETags. One part changes with a resource's objects, the other with how it stands: a reader's cache needs both, a
 * writer's condition only the first.
 */
public final class EntityTags {

    private EntityTags() {}

    /**
     * Returns the ETag of a connection.
     *
     * @param report its last probe, null where it was not probed
     * @param problem why it cannot be probed now, null where it can
     */
    public static String of(Connection connection, @Nullable ConnectionReport report, @Nullable String problem) {
        long state = report == null ? 0 : report.probe().checkedAt().toEpochMilli();
        return of(connection.etag(), problem == null ? state : Integer.toUnsignedLong(Objects.hash(state, problem)));
    }

    /** Returns the ETag of a resource whose objects have this etag, and whose state has this number. */
    public static String of(String etag, long state) {
        return "\"" + etag + "." + Long.toString(state, 36) + "\"";
    }

    /** The objects' part of an {@code If-Match}, {@code *} for any, null for no condition. */
    public static @Nullable String condition(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return null;
        }
        String tag = ifMatch.strip().replaceFirst("^W/", "").replace("\"", "");
        int dot = tag.indexOf('.');
        return dot < 0 ? tag : tag.substring(0, dot);
    }
}
