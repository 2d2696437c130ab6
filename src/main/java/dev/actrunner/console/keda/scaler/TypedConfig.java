package dev.actrunner.console.keda.scaler;

import dev.actrunner.console.keda.scaler.ParsedTrigger.Reason;
import dev.actrunner.console.keda.scaling.GoValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks parameters up as KEDA's {@code TypedConfig} does: without spaces around, what is empty counts as missing, the
 * trigger's metadata before its authentication or the other way round as a parameter's {@code order} says. Collects what
 * KEDA refuses, in KEDA's own terms and without any value that came from a Secret.
 */
final class TypedConfig {

    /** Stands for the value of a parameter that the console does not read. */
    private static final String UNREAD = "\0";

    private final Map<String, String> metadata;
    private final AuthParams auth;
    private final List<Reason> problems = new ArrayList<>();
    private final Set<String> unread = new LinkedHashSet<>();

    TypedConfig(Map<String, String> metadata, AuthParams auth) {
        this.metadata = metadata;
        this.auth = auth;
    }

    /** A parameter of the metadata. */
    Optional<String> find(String... names) {
        for (String name : names) {
            String value = metadata.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** A parameter of the authentication. */
    Optional<String> findAuth(String... names) {
        for (String name : names) {
            if (auth.unread().contains(name)) {
                unread.add(name);
                return Optional.of(UNREAD);
            }
            String value = auth.values().getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** A parameter of the metadata, or else of the authentication. */
    Optional<String> findAnywhere(String... names) {
        return find(names).or(() -> findAuth(names));
    }

    /** A parameter's value as it may be told: one that the authentication gives is a Secret's. */
    String shown(String... names) {
        return find(names).orElse("of the authentication");
    }

    String required(String name) {
        return required(name, Reason.Kind.OTHER);
    }

    String required(String name, Reason.Kind kind) {
        return find(name).orElseGet(() -> {
            refuse(kind, "missing required parameter " + name);
            return "";
        });
    }

    double number(String name) {
        return parsed(name, GoValues::number, "is no number").orElse(0.0);
    }

    boolean bool(String name) {
        return parsed(name, GoValues::bool, "is neither true nor false").orElse(false);
    }

    Optional<Duration> duration(String name) {
        return parsed(
            name,
            GoValues::duration,
            "is neither a number of milliseconds nor a duration such as 5s, from 0 on"
        ).filter(d -> !d.isZero());
    }

    private <T> Optional<T> parsed(String name, Function<String, Optional<T>> parser, String wrong) {
        Optional<String> given = find(name);
        Optional<T> value = given.flatMap(parser);
        if (given.isPresent() && value.isEmpty()) {
            refuse(name + " " + given.get() + " " + wrong);
        }
        return value;
    }

    /** Each of a parameter's values, which commas separate, must be one of {@code allowed}. */
    void requireOneOf(String name, String value, List<String> allowed) {
        if (!isUnread(value) && !allowed.containsAll(GoValues.list(value))) {
            refuse(name + " " + shown(name) + " is not one of " + String.join(", ", allowed));
        }
    }

    /** Whether a value is one that is not read here. */
    boolean isUnread(String value) {
        return value.equals(UNREAD);
    }

    /** A parameter decides that is not read here. */
    void leaveUnread(String name) {
        unread.add(name);
    }

    void refuse(String reason) {
        refuse(Reason.Kind.OTHER, reason);
    }

    void refuse(Reason.Kind kind, String reason) {
        problems.add(new Reason(kind, reason));
    }

    /** Returns what KEDA refuses; none where it takes the trigger. */
    List<Reason> problems() {
        return List.copyOf(problems);
    }

    /** Parameters that were wanted and are given by something that the console does not read. */
    Set<String> unread() {
        return Set.copyOf(unread);
    }
}
