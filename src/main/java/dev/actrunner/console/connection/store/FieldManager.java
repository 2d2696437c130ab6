package dev.actrunner.console.connection.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A manager of an object's fields, as {@code managedFields} names it.
 *
 * @param object such as {@code Secret ci-token}
 * @param manager the field manager, such as {@code act-runner-console}, {@code helm} or {@code kubectl-edit}
 * @param operation {@code Apply} or {@code Update}, with the subresource where there is one
 * @param fields such as {@code data.token} and {@code metadata.labels}; no values
 * @param at when it wrote last, null where the API server does not say
 */
public record FieldManager(
    String object,
    String manager,
    String operation,
    List<String> fields,
    @Nullable Instant at
) {}
