package dev.actrunner.console.connection;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of evaluating a trigger as KEDA would.
 *
 * @param url the address that KEDA asks with it, null where there is none
 * @param value the number that it reads, null where it reads none
 * @param checks what is wrong with it; one that passed where nothing is
 * @param withheld whether the forge was not asked, because the caller may not read the token or it is no forge
 */
public record TriggerEvaluation(
    TriggerSpec trigger,
    @Nullable String url,
    @Nullable BigDecimal value,
    List<Check> checks,
    boolean withheld
) {
    /** Returns where the trigger stands, for people. */
    public String source() {
        return trigger.title();
    }
}
