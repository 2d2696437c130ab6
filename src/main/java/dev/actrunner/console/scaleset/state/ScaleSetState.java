package dev.actrunner.console.scaleset.state;

import dev.actrunner.console.keda.scaling.ScaledResource;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a scale set stands.
 *
 * @param scaledResource KEDA's object with its conditions, null where it is gone
 * @param pods the pods of the runners, null where the caller may not list pods, or the workload is not the console's
 */
public record ScaleSetState(@Nullable ScaledResource scaledResource, @Nullable List<Pod> pods) {
    /**
     * Counts the pods by their phase.
     *
     * @param phase such as {@code Running}
     */
    public long count(String phase) {
        return pods == null
            ? 0
            : pods
                  .stream()
                  .filter(pod -> pod.getStatus() != null && phase.equals(pod.getStatus().getPhase()))
                  .count();
    }

    /** Returns the names of the pods that run. */
    public List<String> runningPods() {
        return pods == null
            ? List.of()
            : pods
                  .stream()
                  .filter(pod -> pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase()))
                  .map(pod -> pod.getMetadata().getName())
                  .toList();
    }
}
