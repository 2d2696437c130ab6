package dev.actrunner.console.api.scaleset;

import dev.actrunner.console.api.resource.ChangedResource;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.keda.scaling.PauseAnnotation;
import dev.actrunner.console.keda.scaling.ScaledResource;
import dev.actrunner.console.scaleset.RunnerMode;
import dev.actrunner.console.scaleset.request.ScaleSetRequest;
import dev.actrunner.console.scaleset.state.ScaleSetState;
import dev.actrunner.console.scaleset.store.StoredScaleSet;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scale set: the runners of a connection, and how KEDA scales them.
 *
 * @param namespace its namespace
 * @param name its name
 * @param connection the name of the connection whose jobs are counted
 * @param platform the platform of the forge
 * @param mode whether a runner runs one job or job after job; null for a workload that is only scaled
 * @param spec the request, without a registration token: a PUT with it changes nothing
 * @param scaledResource KEDA's object
 * @param runners the pods of the runners by phase; null in a list, and where the caller may not list pods
 * @param resources the objects and what was done to each; null in answers that change nothing
 * @param warnings what keeps it from working until somebody does something
 */
@Schema(name = "ScaleSet")
record ScaleSetResource(
    String namespace,
    String name,
    String connection,
    @Schema(allowableValues = { "forgejo", "gitea" }) String platform,
    @Schema(allowableValues = { "ephemeral", "persistent" }) @Nullable String mode,
    ScaleSetRequest spec,
    KedaObject scaledResource,
    @Nullable RunnerPods runners,
    @Nullable List<ChangedResource> resources,
    List<String> warnings
) {
    /**
     * KEDA's object of a scale set.
     *
     * @param kind {@code ScaledObject} or {@code ScaledJob}
     * @param name its name, which the runners' workload has too
     * @param pauses the names of the annotations that pause it, such as {@code paused-replicas}
     * @param conditions the conditions in its status; empty in a list, and before KEDA has seen it
     */
    @Schema(name = "ScaleSetScaledResource")
    record KedaObject(String kind, String name, List<String> pauses, List<ScaledResource.Condition> conditions) {}

    /**
     * Pods by phase.
     *
     * @param running pods that run
     * @param pending pods that are not scheduled, or whose containers do not run yet
     * @param succeeded pods that ended well, until Kubernetes removes them
     * @param failed pods that failed, until Kubernetes removes them
     */
    @Schema(name = "RunnerPods")
    record RunnerPods(long running, long pending, long succeeded, long failed) {}

    static ScaleSetResource of(
        StoredScaleSet scaleSet,
        @Nullable ScaleSetState state,
        @Nullable List<AppliedObject> done,
        List<String> warnings
    ) {
        RunnerMode mode = scaleSet.mode();
        ScaledResource seen = state == null ? null : state.scaledResource();
        return new ScaleSetResource(
            scaleSet.key().namespace(),
            scaleSet.key().name(),
            scaleSet.connection(),
            scaleSet.platform().id(),
            mode == null ? null : mode.id(),
            scaleSet.request(),
            new KedaObject(
                scaleSet.kedaObject().getKind(),
                scaleSet.kedaObject().getMetadata().getName(),
                scaleSet.pauses().stream().map(PauseAnnotation::id).toList(),
                seen == null ? List.of() : seen.conditions()
            ),
            state == null || state.pods() == null
                ? null
                : new RunnerPods(
                      state.count("Running"),
                      state.count("Pending"),
                      state.count("Succeeded"),
                      state.count("Failed")
                  ),
            done == null ? null : done.stream().map(ChangedResource::of).toList(),
            warnings
        );
    }
}
