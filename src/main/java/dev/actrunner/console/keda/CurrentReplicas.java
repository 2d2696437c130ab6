package dev.actrunner.console.keda;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.keda.scaling.ScaledResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts what KEDA scales, as the caller: the replicas of a ScaledObject by its HorizontalPodAutoscaler, and the Jobs of a
 * ScaledJob that run. KEDA labels both with the name of its object.
 */
@Component
public class CurrentReplicas {

    private static final String OF_SCALED_OBJECT = "scaledobject.keda.sh/name";
    private static final String OF_SCALED_JOB = "scaledjob.keda.sh/name";

    private final Cluster cluster;

    CurrentReplicas(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Returns the numbers by {@link ScaledResource#title()}; what the caller may not see is missing. */
    public Map<String, Integer> fetch() {
        Map<String, Integer> replicas = new HashMap<>();
        count(HorizontalPodAutoscaler.class, "ScaledObject", OF_SCALED_OBJECT, replicas, found ->
            orZero(found.getStatus() == null ? null : found.getStatus().getCurrentReplicas())
        );
        count(Job.class, "ScaledJob", OF_SCALED_JOB, replicas, found ->
            orZero(found.getStatus() == null ? null : found.getStatus().getActive())
        );
        return replicas;
    }

    private <T extends HasMetadata> void count(
        Class<T> type,
        String kind,
        String label,
        Map<String, Integer> replicas,
        ToIntFunction<T> current
    ) {
        List<T> all;
        try {
            all = cluster.list(type, null, Map.of());
        } catch (ClusterException.Forbidden _) {
            return;
        }
        for (T each : all) {
            String name = each.getMetadata().getLabels() == null ? null : each.getMetadata().getLabels().get(label);
            if (name != null) {
                String title = kind + " " + each.getMetadata().getNamespace() + "/" + name;
                replicas.merge(title, current.applyAsInt(each), Integer::sum);
            }
        }
    }

    private static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
