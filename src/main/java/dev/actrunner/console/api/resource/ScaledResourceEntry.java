package dev.actrunner.console.api.resource;

import dev.actrunner.console.connection.EvaluatedScaledResource;
import dev.actrunner.console.keda.scaling.ScaledResource;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ScaledObject or ScaledJob that uses a connection, means to, or asks the same forge without it.
 *
 * @param through the other authentication by which it asks the forge ({@code kind name}), null for one that uses the connection
 * @param conditions as KEDA writes them into its status
 * @param health how reading each of its metrics goes
 * @param metric what KEDA reports through the external metrics API, null where it was not read
 * @param log the last lines of the operator's log that name it, where something is wrong with it
 */
record ScaledResourceEntry(
    String kind,
    String namespace,
    String name,
    boolean paused,
    @Nullable String through,
    List<ScaledResource.Condition> conditions,
    List<ScaledResource.Health> health,
    @Nullable BigDecimal metric,
    List<CheckResource> checks,
    List<String> log
) {
    static ScaledResourceEntry of(EvaluatedScaledResource seen) {
        ScaledResource scaledResource = seen.scaledResource();
        return new ScaledResourceEntry(
            scaledResource.kind(),
            scaledResource.namespace(),
            scaledResource.name(),
            scaledResource.paused(),
            seen.through() == null ? null : seen.through().kind() + " " + seen.through().name(),
            scaledResource.conditions(),
            scaledResource.health(),
            seen.metric(),
            seen.checks().stream().map(CheckResource::of).toList(),
            seen.log()
        );
    }
}
