package dev.actrunner.console.connection;

/**
 * An invalid field of a request, and the reason.
 *
 * @param field its path in the request, such as {@code forge.url} or {@code runnerLabels[0]}
 * @param message reason and remediation, to be read after the field's name; it never holds a token
 */
public record FieldError(String field, String message) {}
