package dev.actrunner.console.api.resource;

import dev.actrunner.console.keda.scaling.Trigger;
import java.util.Map;

/** A KEDA trigger as it stands in a ScaledObject. */
public record TriggerResource(String type, Map<String, String> metadata) {
    public static TriggerResource of(Trigger trigger) {
        return new TriggerResource(trigger.type(), trigger.metadata());
    }
}
