package dev.actrunner.console.security.identity;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a provider says of a user, in the shapes that providers send. */
public final class Claims {

    private Claims() {}

    /** A claim by its name, or by a path such as {@code realm_access.roles}, which is how Keycloak nests them. */
    public static Optional<Object> find(Map<String, Object> claims, String name) {
        if (claims.get(name) != null) {
            return Optional.ofNullable(claims.get(name));
        }
        Object at = claims;
        for (String step : name.split("\\.", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return Optional.ofNullable(at);
    }

    /** Texts of a claim that is a list, or one text. */
    static List<String> texts(@Nullable Object claim) {
        return switch (claim) {
            case Collection<?> some -> some.stream()
                .filter(Objects::nonNull)
                .map(Object::toString)
                .filter(text -> !text.isBlank())
                .toList();
            case String one when !one.isBlank() -> List.of(one);
            case null, default -> List.of();
        };
    }
}
