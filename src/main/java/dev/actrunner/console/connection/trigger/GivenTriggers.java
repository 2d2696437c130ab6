package dev.actrunner.console.connection.trigger;

import dev.actrunner.console.keda.scaling.GivenTrigger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Triggers that somebody wrote, to be evaluated as KEDA would.
 *
 * @param triggers in the order in which they are evaluated
 * @param withheld why none of them is evaluated with the token, as a clause; null where they are
 */
public record GivenTriggers(List<GivenTrigger> triggers, @Nullable String withheld) {
    public static final GivenTriggers NONE = new GivenTriggers(List.of(), null);

    public static GivenTriggers evaluated(List<GivenTrigger> triggers) {
        return new GivenTriggers(triggers, null);
    }
}
