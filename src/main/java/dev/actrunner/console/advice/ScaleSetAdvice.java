package dev.actrunner.console.advice;

import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.keda.scaling.ScaledJob;
import dev.actrunner.console.keda.scaling.ScaledObject;
import dev.actrunner.console.keda.scaling.Trigger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Advice on how to scale runners on a connection.
 *
 * @param trigger the trigger
 * @param authentication KEDA's object that the trigger refers to, null where the operator brings their own
 * @param scaledObject a whole ScaledObject for the scale set: runners that stay and take job after job
 * @param scaledJob a whole ScaledJob: a runner for each job; null where the forge's release has no
 *     runners that take one job and go
 * @param values values for the chart {@code act-runner-scale-set}, as maps and lists
 * @param helmCommand installs the chart with the same values
 * @param applyScaledObject whether the ScaledObject must be applied by hand, because the chart cannot render it
 * @param notes why it is so, and what to know before using it
 */
public record ScaleSetAdvice(
    Trigger trigger,
    @Nullable AuthenticationRef authentication,
    ScaledObject scaledObject,
    @Nullable ScaledJob scaledJob,
    Map<String, Object> values,
    String helmCommand,
    boolean applyScaledObject,
    List<String> notes
) {}
