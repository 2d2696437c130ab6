package dev.actrunner.console.keda.scaling;

import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.keda.authentication.ClusterTriggerAuthentication;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what KEDA's CustomResourceDefinitions and its admission webhook reject of a ScaledObject or ScaledJob. Source: the
 * {@code kubebuilder:validation} marks of KEDA's {@code scaledobject_types.go}, {@code scaledjob_types.go} and
 * {@code scaletriggers_types.go}; {@code CheckReplicaCountBoundsAreValid} and {@code ValidateTriggers}.
 */
final class SpecViolations {

    private static final Set<String> STRATEGIES = Set.of("default", "custom", "accurate", "eager");
    private static final Set<String> CALCULATIONS = Set.of("min", "avg", "sum", "max");
    private static final Map<String, Integer> LEAST = Map.of(
        "pollingInterval",
        1,
        "cooldownPeriod",
        0,
        "initialCooldownPeriod",
        0,
        "idleReplicaCount",
        0,
        "minReplicaCount",
        0,
        "maxReplicaCount",
        1
    );

    private SpecViolations() {}

    static List<String> ofSpec(String owner, Map<?, ?> spec, ScalingSpec scaling, List<?> triggers) {
        var found = new ArrayList<String>();
        LEAST.entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .forEach(e -> {
                Object value = spec.get(e.getKey());
                if (value != null && !(value instanceof Integer number && number >= e.getValue())) {
                    found.add(e.getKey() + " must be a whole number of at least " + e.getValue());
                }
            });
        if (owner.equals("ScaledObject")) {
            bounds(spec, scaling, found);
        }
        if (spec.get("scalingStrategy") instanceof Map<?, ?> strategy) {
            oneOf("scalingStrategy.strategy", strategy.get("strategy"), STRATEGIES, found);
            String calculation = "multipleScalersCalculation";
            oneOf("scalingStrategy." + calculation, strategy.get(calculation), CALCULATIONS, found);
        }
        var names = new HashSet<String>();
        for (Object each : triggers) {
            Object name = each instanceof Map<?, ?> trigger ? trigger.get("name") : null;
            if (name != null && !name.toString().isEmpty() && !names.add(name.toString())) {
                found.add("two triggers have the name " + name);
            }
        }
        return found;
    }

    private static void bounds(Map<?, ?> spec, ScalingSpec scaling, List<String> found) {
        // Go's zero value where it is not given, else that of the HorizontalPodAutoscaler, which has one replica at least.
        long least = spec.get("minReplicaCount") == null ? 0 : Math.max(1, scaling.minReplicaCount());
        if (least > scaling.maxReplicaCount()) {
            found.add("minReplicaCount must not be more than maxReplicaCount");
        }
        if (spec.get("idleReplicaCount") instanceof Integer idle && idle >= least) {
            found.add("idleReplicaCount must be less than minReplicaCount");
        }
    }

    private static void oneOf(String field, @Nullable Object value, Set<String> allowed, List<String> found) {
        if (value != null && !value.toString().isEmpty() && !allowed.contains(value.toString())) {
            found.add(field + " must be one of " + String.join(", ", allowed.stream().sorted().toList()));
        }
    }

    static List<String> ofTrigger(Map<?, ?> trigger) {
        var found = new ArrayList<String>();
        if (trigger.get("metadata") instanceof Map<?, ?> metadata) {
            metadata.forEach((key, value) -> {
                if (!(value instanceof String)) {
                    found.add("metadata." + key + " must be a string: put it in quotes");
                }
            });
        }
        if (trigger.get("authenticationRef") instanceof Map<?, ?> ref) {
            if (ref.get("name") == null) {
                found.add("authenticationRef needs a name");
            }
            oneOf(
                "authenticationRef.kind",
                ref.get("kind"),
                Set.of(AuthenticationRef.NAMESPACED, ClusterTriggerAuthentication.class.getSimpleName()),
                found
            );
        }
        return found;
    }
}
