package dev.actrunner.console.api.resource;

import dev.actrunner.console.keda.scaling.Trigger;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/**
 * A KEDA trigger, as in the {@code triggers} of a ScaledObject.
 *
 * @param type the trigger's type, {@code metrics-api} or {@code forgejo-runner}
 * @param metadata the trigger's parameters
 */
@Schema(name = "Trigger")
public record TriggerResource(String type, Map<String, String> metadata) {
    public static TriggerResource of(Trigger trigger) {
        return new TriggerResource(trigger.type(), trigger.metadata());
    }
}
