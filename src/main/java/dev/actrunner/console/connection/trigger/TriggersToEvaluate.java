package dev.actrunner.console.connection.trigger;

import dev.actrunner.console.keda.scaling.TriggerSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Triggers that somebody wrote, to be evaluated as KEDA would.
 *
 * @param triggers in the order in which they are evaluated
 * @param withheld why none of them is evaluated with the token, as a clause; null where they are
 */
public record TriggersToEvaluate(List<TriggerSpec> triggers, @Nullable String withheld) {
    public static final TriggersToEvaluate NONE = new TriggersToEvaluate(List.of(), null);

    public static TriggersToEvaluate evaluated(List<TriggerSpec> triggers) {
        return new TriggersToEvaluate(triggers, null);
    }
}
