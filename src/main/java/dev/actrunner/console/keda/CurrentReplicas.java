package dev.actrunner.console.keda;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.keda.scaling.ScaledResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
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

    /** Asked one by one where the caller may not ask for all at once. */
    private static final int MAX_NAMESPACES = 50;

    private final Cluster cluster;

    CurrentReplicas(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Returns the numbers by {@link ScaledResource#title()}; what the caller may not see is missing.
     *
     * @param wanted whose replicas are counted
     */
    public Map<String, Integer> fetch(List<ScaledResource> wanted) {
        Map<String, Integer> replicas = new HashMap<>();
        count(wanted, "ScaledObject", HorizontalPodAutoscaler.class, OF_SCALED_OBJECT, replicas, found ->
            orZero(found.getStatus() == null ? null : found.getStatus().getCurrentReplicas())
        );
        Set<String> seen = count(wanted, "ScaledJob", Job.class, OF_SCALED_JOB, replicas, found ->
            orZero(found.getStatus() == null ? null : found.getStatus().getActive())
        );
        // A ScaledJob that has nothing to do has no Jobs.
        wanted
            .stream()
            .filter(each -> each.kind().equals("ScaledJob") && seen.contains(each.namespace()))
            .forEach(each -> replicas.putIfAbsent(each.title(), 0));
        return replicas;
    }

    /** Counts in all namespaces at once where the caller may, and else in each; returns those that could be seen. */
    private <T extends HasMetadata> Set<String> count(
        List<ScaledResource> wanted,
        String kind,
        Class<T> type,
        String label,
        Map<String, Integer> replicas,
        ToIntFunction<T> current
    ) {
        Set<String> namespaces = wanted
            .stream()
            .filter(each -> each.kind().equals(kind))
            .map(ScaledResource::namespace)
            .collect(Collectors.toCollection(TreeSet::new));
        if (namespaces.isEmpty()) {
            return namespaces;
        }
        List<T> all = list(type, null, label);
        Set<String> seen = new TreeSet<>();
        if (all != null) {
            seen.addAll(namespaces);
        } else {
            all = new ArrayList<>();
            for (String each : namespaces.stream().limit(MAX_NAMESPACES).toList()) {
                List<T> found = list(type, each, label);
                if (found != null) {
                    all.addAll(found);
                    seen.add(each);
                }
            }
        }
        for (T each : all) {
            String name = each.getMetadata().getLabels().get(label);
            String title = kind + " " + each.getMetadata().getNamespace() + "/" + name;
            replicas.merge(title, current.applyAsInt(each), Integer::sum);
        }
        return seen;
    }

    /** Null where the caller may not. */
    private <T extends HasMetadata> @Nullable List<T> list(Class<T> type, @Nullable String namespace, String label) {
        try {
            return cluster.list(type, namespace, Collections.singletonMap(label, null));
        } catch (ClusterException.Forbidden _) {
            return null;
        }
    }

    private static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
