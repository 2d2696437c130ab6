package dev.actrunner.console.keda;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a ScaledObject or ScaledJob scales, as far as its {@code spec} says.
 *
 * @param minReplicaCount 0 where it names none
 * @param maxReplicaCount 100 where it names none
 * @param strategy a ScaledJob's {@code scalingStrategy.strategy}, {@code default} where it names none
 * @param deduction {@code customScalingQueueLengthDeduction}, 0 where it names none
 * @param runningShare {@code customScalingRunningJobPercentage}, null where it is no number: {@code custom} is then
 *     {@code default} ({@code NewScalingStrategy} in KEDA's {@code scale_jobs.go})
 */
public record Scaling(
    long minReplicaCount,
    long maxReplicaCount,
    String strategy,
    long deduction,
    @Nullable Double runningShare
) {
    static Scaling of(Map<?, ?> spec) {
        Map<?, ?> scaling = spec.get("scalingStrategy") instanceof Map<?, ?> given ? given : Map.of();
        Object strategy = scaling.get("strategy");
        return new Scaling(
            count(spec.get("minReplicaCount"), 0),
            count(spec.get("maxReplicaCount"), 100),
            strategy == null ? "default" : strategy.toString(),
            count(scaling.get("customScalingQueueLengthDeduction"), 0),
            share(scaling.get("customScalingRunningJobPercentage"))
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
