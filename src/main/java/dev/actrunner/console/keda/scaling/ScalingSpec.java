package dev.actrunner.console.keda.scaling;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The replica limits of a ScaledObject or ScaledJob, as far as its {@code spec} says.
 *
 * @param minReplicaCount 0 where it names none
 * @param maxReplicaCount 100 where it names none
 * @param strategy a ScaledJob's {@code scalingStrategy.strategy} as KEDA chooses it ({@code NewScalingStrategy} in its
 *     {@code scale_jobs.go}): exactly as it is spelled, {@code default} where it names none, and where it is {@code custom}
 *     without a share
 * @param deduction {@code customScalingQueueLengthDeduction}, 0 where it names none
 * @param runningShare {@code customScalingRunningJobPercentage}, 0 where it is no number
 */
public record ScalingSpec(
    long minReplicaCount,
    long maxReplicaCount,
    String strategy,
    long deduction,
    double runningShare
) {
    static ScalingSpec of(Map<?, ?> spec) {
        Map<?, ?> scaling = spec.get("scalingStrategy") instanceof Map<?, ?> given ? given : Map.of();
        Object named = scaling.get("strategy");
        String strategy = named == null ? "default" : named.toString();
        Double share = share(scaling.get("customScalingRunningJobPercentage"));
        return new ScalingSpec(
            count(spec.get("minReplicaCount"), 0),
            count(spec.get("maxReplicaCount"), 100),
            strategy.equals("custom") && share == null ? "default" : strategy,
            count(scaling.get("customScalingQueueLengthDeduction"), 0),
            share == null ? 0 : share
        );
    }

    private static long count(@Nullable Object value, long otherwise) {
        return value instanceof Number number ? number.longValue() : otherwise;
    }

    private static @Nullable Double share(@Nullable Object value) {
        try {
            return value == null ? null : Double.valueOf(value.toString());
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
