package dev.actrunner.console.forge.probe;

import dev.actrunner.console.diagnosis.Check;
import org.jspecify.annotations.Nullable;

/**
 * A forge's response to a trigger's request.
 *
 * @param status the status, 0 where no answer came
 * @param redirected whether the answer is a redirect, or came after one
 * @param <T> what is read in its body
 * @param read what was read in the body, null where it is no JSON or was not read
 * @param tookMs until the first byte, as KEDA would wait for it
 * @param failure why no answer came; null where one did, or where the request cannot be sent at all
 */
public record TriggerResponse<T>(
    int status,
    boolean redirected,
    @Nullable T read,
    double tookMs,
    @Nullable Check failure
) {}
