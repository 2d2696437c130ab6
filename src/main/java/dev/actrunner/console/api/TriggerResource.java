package dev.actrunner.console.api;

import dev.actrunner.console.keda.Trigger;
import java.util.Map;

/** A KEDA trigger as it stands in a ScaledObject. */
record TriggerResource(String type, Map<String, String> metadata) {
    static TriggerResource of(Trigger trigger) {
        return new TriggerResource(trigger.type(), trigger.metadata());
    }
}
