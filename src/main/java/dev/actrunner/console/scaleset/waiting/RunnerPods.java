package dev.actrunner.console.scaleset.waiting;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.ClusterReader;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Reads the pods of runners and their logs. */
@Component
class RunnerPods {

    private static final int LOG_LINES = 20;

    private final Cluster cluster;
    private final ClusterReader reader;

    RunnerPods(Cluster cluster, ClusterReader reader) {
        this.cluster = cluster;
        this.reader = reader;
    }

    /**
     * The pods of what scales, read once when they are wanted: the newest first, those that are told to end or have ended well
     * aside; none where its pods are not known.
     */
    Supplier<List<Pod>> of(Subject subject) {
        return SingletonSupplier.of(() -> subject.podLabels().isEmpty() ? List.of() : list(subject));
    }

    private List<Pod> list(Subject subject) {
        return cluster
            .list(Pod.class, subject.namespace(), subject.podLabels())
            .stream()
            .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null && !phase(pod).equals("Succeeded"))
            .sorted(Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp()).reversed())
            .toList();
    }

    static String phase(Pod pod) {
        return pod.getStatus() == null ? "Pending" : String.valueOf(pod.getStatus().getPhase());
    }

    /** The last lines of a container; none where they may not be read, or are gone. */
    List<String> log(Pod pod, String container, boolean previous) {
        try {
            return reader.log(pod, container, previous, LOG_LINES);
        } catch (ClusterException _) {
            return List.of();
        }
    }

    /** The last lines of a pod's first container. */
    List<String> log(Pod pod) {
        return log(pod, pod.getSpec().getContainers().getFirst().getName(), false);
    }
}
