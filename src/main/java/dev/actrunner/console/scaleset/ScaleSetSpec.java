package dev.actrunner.console.scaleset;

import dev.actrunner.console.connection.ConnectionKey;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The validated request for a scale set.
 *
 * @param connection the connection whose jobs are counted
 * @param mode null to choose by the forge's release
 * @param target the workload to scale, null where the console makes the runners
 * @param labels what the runners offer
 * @param registration where they get what they register with; irrelevant for a target
 * @param containers where they run the containers of jobs
 */
public record ScaleSetSpec(
    ConnectionKey connection,
    @Nullable RunnerMode mode,
    @Nullable ScaleTarget target,
    List<RunnerLabel> labels,
    ScalingLimits limits,
    RegistrationSource registration,
    ContainerMode containers,
    PodSettings pod
) {
    /** Returns the labels' names, as jobs ask for them and as the trigger counts them. */
    public List<String> labelNames() {
        return labels.stream().map(RunnerLabel::name).distinct().toList();
    }

    /** Returns the labels as the runner declares them, separated by commas. */
    public String declaredLabels() {
        return labels.stream().map(RunnerLabel::declared).distinct().collect(Collectors.joining(","));
    }
}
