package dev.actrunner.console.keda.scaling;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The part of a ScaledObject's {@code spec} that the console writes (KEDA's {@code scaledobject_types.go}).
 *
 * @param scaleTargetRef the workload
 * @param minReplicaCount the fewest replicas, 0 to scale to none
 * @param maxReplicaCount the most replicas
 * @param pollingInterval how often KEDA reads the triggers, in seconds
 * @param cooldownPeriod how long after the last active trigger KEDA waits before it scales to none, in seconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScaledObjectSpec(
    ScaleTargetRef scaleTargetRef,
    int minReplicaCount,
    int maxReplicaCount,
    int pollingInterval,
    int cooldownPeriod,
    List<ScaleTrigger> triggers
) {
    /** The workload that is scaled, in the ScaledObject's namespace. */
    public record ScaleTargetRef(String apiVersion, String kind, String name) {}
}
