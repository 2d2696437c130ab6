package dev.actrunner.console.web.dashboard;

import dev.actrunner.console.keda.scaling.ScaledResource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows a ScaledObject or ScaledJob in a row.
 *
 * @param ready {@code True}, {@code False} or {@code Unknown}, as KEDA writes its conditions; {@code None} where it has none
 * @param why KEDA's words where it is not ready, empty where it is
 * @param replicas how many there are, null where the caller may not see
 */
record ScaledResourceRow(
    String kind,
    String namespace,
    String name,
    String ready,
    String active,
    String fallback,
    String paused,
    String why,
    int min,
    @Nullable Integer replicas,
    int max
) {
    /** KEDA's own, where an object names none (its {@code scaledobject_types.go}). */
    private static final int MAX = 100;

    static List<ScaledResourceRow> of(List<ScaledResource> all, Map<String, Integer> replicas) {
        return all
            .stream()
            .map(each ->
                new ScaledResourceRow(
                    each.kind(),
                    each.namespace(),
                    each.name(),
                    status(each, "Ready"),
                    status(each, "Active"),
                    status(each, "Fallback"),
                    each.paused() ? "True" : status(each, "Paused"),
                    each.is("Ready", "False") ? each.condition("Ready").orElseThrow().why() : "",
                    each.min() == null ? 0 : each.min(),
                    replicas.get(each.title()),
                    each.max() == null ? MAX : each.max()
                )
            )
            .toList();
    }

    private static String status(ScaledResource resource, String condition) {
        return resource.condition(condition).map(ScaledResource.Condition::status).orElse("None");
    }
}
