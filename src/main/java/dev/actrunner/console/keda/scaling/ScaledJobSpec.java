package dev.actrunner.console.keda.scaling;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.util.List;

/**
 * The part of a ScaledJob's {@code spec} that the console writes (KEDA's {@code scaledjob_types.go}).
 *
 * @param jobTargetRef the Jobs that KEDA creates
 * @param minReplicaCount how many Jobs there are at least
 * @param maxReplicaCount how many Jobs run at most
 * @param pollingInterval how often KEDA reads the triggers, in seconds
 * @param rollout what a change of the spec does to running Jobs
 * @param scalingStrategy how KEDA counts running and pending Jobs
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScaledJobSpec(
    JobSpec jobTargetRef,
    int minReplicaCount,
    int maxReplicaCount,
    int pollingInterval,
    Strategy rollout,
    Strategy scalingStrategy,
    List<ScaleTrigger> triggers
) {
    /** One of KEDA's strategies by its name. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Strategy(String strategy) {}
}
