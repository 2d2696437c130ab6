package dev.actrunner.console.cluster.apply;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A field that another manager owns.
 *
 * @param manager the other field manager, as the API server names it
 * @param field the field's path, such as {@code .data.token}
 */
public record Conflict(String manager, String field) {
    /** Lists conflicts in a sentence: {@code .data.token (kubectl), .data.ca (helm)}. */
    public static String describe(List<Conflict> conflicts) {
        return conflicts
            .stream()
            .map(c -> c.field() + " (" + c.manager() + ")")
            .distinct()
            .collect(Collectors.joining(", "));
    }
}
