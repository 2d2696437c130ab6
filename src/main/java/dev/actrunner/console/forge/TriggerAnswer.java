package dev.actrunner.console.forge;

import dev.actrunner.console.diagnosis.Check;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a forge answers to a trigger's request.
 *
 * @param status the status, 0 where no answer came
 * @param redirected whether the answer is a redirect, or came after one
 * @param body the body as JSON, null where it is none or was not read
 * @param tookMs until the first byte, as KEDA would wait for it
 * @param failure why no answer came, null where one did
 */
public record TriggerAnswer(
    int status,
    boolean redirected,
    @Nullable JsonNode body,
    double tookMs,
    @Nullable Check failure
) {}
