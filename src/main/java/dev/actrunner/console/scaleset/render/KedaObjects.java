package dev.actrunner.console.scaleset.render;

import dev.actrunner.console.keda.scaling.ScaleTrigger;
import dev.actrunner.console.keda.scaling.ScaledJob;
import dev.actrunner.console.keda.scaling.ScaledJobSpec;
import dev.actrunner.console.keda.scaling.ScaledObject;
import dev.actrunner.console.keda.scaling.ScaledObjectSpec;
import dev.actrunner.console.keda.scaling.ScaledObjectSpec.ScaleTargetRef;
import dev.actrunner.console.scaleset.ScalingLimits;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehaviorBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpecBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renders KEDA's object of a scale set. */
record KedaObjects(ObjectMeta metadata, ScalingLimits limits, ScaleTrigger trigger) {
    private static final int FINISHED_JOB_SECONDS = 300;

    /** Renders the ScaledJob that starts a runner for each job. */
    ScaledJob scaledJob(PodTemplateSpec template) {
        var scaledJob = new ScaledJob();
        scaledJob.setMetadata(metadata);
        scaledJob.setSpec(
            new ScaledJobSpec(
                new JobSpecBuilder()
                    .withBackoffLimit(0)
                    .withTtlSecondsAfterFinished(FINISHED_JOB_SECONDS)
                    .withTemplate(template)
                    .build(),
                limits.min(),
                limits.max(),
                limits.pollingInterval(),
                // Otherwise each change of the spec deletes the Jobs at work.
                new ScaledJobSpec.Strategy("gradual"),
                new ScaledJobSpec.Strategy(limits.strategy()),
                List.of(trigger)
            )
        );
        return scaledJob;
    }

    /**
     * Renders the ScaledObject that scales a workload.
     *
     * @param isOwn whether the console made the workload, and so says how fast it shrinks
     */
    ScaledObject scaledObject(String kind, String name, boolean isOwn) {
        var scaledObject = new ScaledObject();
        scaledObject.setMetadata(metadata);
        scaledObject.setSpec(
            new ScaledObjectSpec(
                new ScaleTargetRef("apps/v1", kind, name),
                limits.idle(),
                limits.min(),
                limits.max(),
                limits.pollingInterval(),
                limits.cooldownPeriod(),
                limits.initialCooldownPeriod(),
                fallback(),
                isOwn ? ScaledObjectSpec.Advanced.of(slowly()) : null,
                List.of(trigger)
            )
        );
        return scaledObject;
    }

    private ScaledObjectSpec.@Nullable Fallback fallback() {
        ScalingLimits.Fallback fallback = limits.fallback();
        return fallback == null
            ? null
            : new ScaledObjectSpec.Fallback(fallback.failureThreshold(), fallback.replicas());
    }

    /** Removes one runner in five minutes: whichever it is, it finishes its job before it goes. */
    private static HorizontalPodAutoscalerBehavior slowly() {
        return new HorizontalPodAutoscalerBehaviorBuilder()
            .withNewScaleDown()
            .withStabilizationWindowSeconds(300)
            .addNewPolicy()
            .withType("Pods")
            .withValue(1)
            .withPeriodSeconds(60)
            .endPolicy()
            .endScaleDown()
            .build();
    }
}
