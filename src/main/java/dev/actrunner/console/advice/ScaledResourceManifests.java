package dev.actrunner.console.advice;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.keda.scaling.ScaleTrigger;
import dev.actrunner.console.keda.scaling.ScaledJob;
import dev.actrunner.console.keda.scaling.ScaledJobSpec;
import dev.actrunner.console.keda.scaling.ScaledObject;
import dev.actrunner.console.keda.scaling.ScaledObjectSpec;
import dev.actrunner.console.keda.scaling.Trigger;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpecBuilder;
import java.util.List;

/** Builds a ScaledObject and a ScaledJob with a connection's trigger. */
final class ScaledResourceManifests {

    /** Where the operator's own TriggerAuthentication is to be named. */
    static final String PLACEHOLDER = "<TriggerAuthentication>";

    private static final int MIN_REPLICAS = 0;
    private static final int MAX_REPLICAS = 10;
    private static final int POLLING_SECONDS = 30;
    private static final int COOLDOWN_SECONDS = 300;
    private static final int FINISHED_JOB_SECONDS = 300;

    private final Connection connection;
    private final Trigger trigger;
    private final ScaleSetNames names;

    ScaledResourceManifests(Connection connection, Trigger trigger, ScaleSetNames names) {
        this.connection = connection;
        this.trigger = trigger;
        this.names = names;
    }

    /** Builds a ScaledObject for the chart's StatefulSet: long-running runners, from none to ten. */
    ScaledObject scaledObject() {
        var scaledObject = new ScaledObject();
        scaledObject.setMetadata(metadata());
        scaledObject.setSpec(
            new ScaledObjectSpec(
                new ScaledObjectSpec.ScaleTargetRef("apps/v1", "StatefulSet", names.fullname()),
                MIN_REPLICAS,
                MAX_REPLICAS,
                POLLING_SECONDS,
                COOLDOWN_SECONDS,
                List.of(scaleTrigger())
            )
        );
        return scaledObject;
    }

    /**
     * Builds a ScaledJob: a runner for each job, at most ten.
     *
     * @param template the pod of one runner
     */
    ScaledJob scaledJob(PodTemplateSpec template) {
        var scaledJob = new ScaledJob();
        scaledJob.setMetadata(metadata());
        scaledJob.setSpec(
            new ScaledJobSpec(
                new JobSpecBuilder()
                    .withBackoffLimit(0)
                    .withTtlSecondsAfterFinished(FINISHED_JOB_SECONDS)
                    .withTemplate(template)
                    .build(),
                MIN_REPLICAS,
                MAX_REPLICAS,
                POLLING_SECONDS,
                // Otherwise each change of the spec deletes the Jobs at work.
                new ScaledJobSpec.Strategy("gradual"),
                new ScaledJobSpec.Strategy("default"),
                List.of(scaleTrigger())
            )
        );
        return scaledJob;
    }

    private ObjectMeta metadata() {
        return new ObjectMetaBuilder().withName(names.fullname()).withNamespace(connection.key().namespace()).build();
    }

    private ScaleTrigger scaleTrigger() {
        AuthenticationRef authentication = connection.authentication();
        return new ScaleTrigger(
            trigger.type(),
            trigger.metadata(),
            authentication == null
                ? new ScaleTrigger.Reference(PLACEHOLDER, null)
                : ScaleTrigger.Reference.to(authentication)
        );
    }
}
