package dev.actrunner.console.api.resource;

import dev.actrunner.console.connection.EvaluatedScaledResource;
import dev.actrunner.console.keda.scaling.ScaledResource;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ScaledObject or ScaledJob that uses a connection, or that reads the same forge without it.
 *
 * @param kind {@code ScaledObject} or {@code ScaledJob}
 * @param namespace its namespace
 * @param name its name
 * @param paused whether its scaling is paused
 * @param through the kind and name of the other authentication with which it reads the forge, null for one that uses the
 *     connection
 * @param conditions the conditions in its status
 * @param health the health of each metric in its status
 * @param metric the value that KEDA reports through the external metrics API, null where it was not read
 * @param checks what is wrong with it
 * @param log the last lines of KEDA's operator log that name it, empty where nothing is wrong
 */
@Schema(name = "ScaledResource")
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
    static ScaledResourceEntry of(EvaluatedScaledResource evaluated) {
        ScaledResource scaledResource = evaluated.scaledResource();
        return new ScaledResourceEntry(
            scaledResource.kind(),
            scaledResource.namespace(),
            scaledResource.name(),
            scaledResource.paused(),
            evaluated.through() == null ? null : evaluated.through().kind() + " " + evaluated.through().name(),
            scaledResource.conditions(),
            scaledResource.health(),
            evaluated.metric(),
            evaluated.checks().stream().map(CheckResource::of).toList(),
            evaluated.log()
        );
    }
}
