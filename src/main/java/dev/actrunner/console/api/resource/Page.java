package dev.actrunner.console.api.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.actrunner.console.connection.ConnectionException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items the items of this page
 * @param next the value of {@code continue} for the next page, null on the last page
 * @param forbiddenNamespaces namespaces that the caller may not read, {@code *} for all; their items are missing
 */
public record Page<T>(
    List<T> items,
    @JsonProperty("continue")
    @Schema(description = "the value of `continue` for the next page, null on the last page")
    @Nullable
    String next,
    List<String> forbiddenNamespaces
) {
    /** How many items a page may have at most. */
    public static final int MAX_LIMIT = 500;

    /** @throws ConnectionException.Invalid where a page cannot have so many items at most */
    public static void requireLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ConnectionException.invalid("limit", "must be from 1 to " + MAX_LIMIT);
        }
    }

    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null, List.of());
    }
}
