package dev.actrunner.console.api.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next what to give as {@code continue} for the next page, null on the last
 * @param forbiddenNamespaces what could not be asked: namespaces, or {@code *} for all of them
 */
public record Page<T>(
    List<T> items,
    @JsonProperty("continue") @Nullable String next,
    List<String> forbiddenNamespaces
) {
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null, List.of());
    }
}
