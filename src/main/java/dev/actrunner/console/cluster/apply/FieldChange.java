package dev.actrunner.console.cluster.apply;

import org.jspecify.annotations.Nullable;

/**
 * A field that differs, by its path such as {@code metadata.labels.team}.
 *
 * @param field the field's path
 * @param before its value as JSON would print it, null where it is new; a Secret's value is {@code ***}
 * @param after its new value, null where it goes away
 */
public record FieldChange(String field, @Nullable String before, @Nullable String after) {}
