package dev.actrunner.console.keda.scaling;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a ScaledObject's {@code spec} that the console writes (KEDA's {@code scaledobject_types.go}).
 *
 * @param scaleTargetRef the workload
 * @param idleReplicaCount the replicas while no trigger is active, null for the fewest
 * @param minReplicaCount the fewest replicas, 0 to scale to none
 * @param maxReplicaCount the most replicas
 * @param pollingInterval how often KEDA reads the triggers, in seconds
 * @param cooldownPeriod how long after the last active trigger KEDA waits before it scales to none, in seconds
 * @param initialCooldownPeriod how long KEDA waits so after the ScaledObject's creation, in seconds; null for not at all
 * @param fallback the replicas while a trigger cannot be read, null to keep them
 * @param advanced settings of the HorizontalPodAutoscaler, null for its own
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScaledObjectSpec(
    ScaleTargetRef scaleTargetRef,
    @Nullable Integer idleReplicaCount,
    int minReplicaCount,
    int maxReplicaCount,
    int pollingInterval,
    int cooldownPeriod,
    @Nullable Integer initialCooldownPeriod,
    @Nullable Fallback fallback,
    @Nullable Advanced advanced,
    List<ScaleTrigger> triggers
) {
    /** One with KEDA's own settings. */
    public ScaledObjectSpec(
        ScaleTargetRef scaleTargetRef,
        int minReplicaCount,
        int maxReplicaCount,
        int pollingInterval,
        int cooldownPeriod,
        List<ScaleTrigger> triggers
    ) {
        this(
            scaleTargetRef,
            null,
            minReplicaCount,
            maxReplicaCount,
            pollingInterval,
            cooldownPeriod,
            null,
            null,
            null,
            triggers
        );
    }

    /** The workload that is scaled, in the ScaledObject's namespace. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ScaleTargetRef(String apiVersion, String kind, String name) {}

    /**
     * The replicas while a trigger cannot be read.
     *
     * @param failureThreshold how many times in a row it fails before
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Fallback(int failureThreshold, int replicas) {}

    /** Settings of the HorizontalPodAutoscaler that KEDA creates. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Advanced(HorizontalPodAutoscalerConfig horizontalPodAutoscalerConfig) {
        /** One with a behaviour. */
        public static Advanced of(HorizontalPodAutoscalerBehavior behavior) {
            return new Advanced(new HorizontalPodAutoscalerConfig(behavior));
        }
    }

    /** How fast the HorizontalPodAutoscaler scales. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record HorizontalPodAutoscalerConfig(HorizontalPodAutoscalerBehavior behavior) {}
}
