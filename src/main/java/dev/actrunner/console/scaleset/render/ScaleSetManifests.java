package dev.actrunner.console.scaleset.render;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.keda.scaling.ScaleTrigger;
import dev.actrunner.console.keda.scaling.Trigger;
import dev.actrunner.console.scaleset.RunnerMode;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.ScaleSetSpec;
import dev.actrunner.console.scaleset.ScaleTarget;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Renders a scale set's objects with exactly the fields that the console owns, in the order in which they are applied; the
 * registration's Secret aside.
 *
 * @param platform the forge's, which decides the runner and the trigger
 * @param trigger what KEDA reads
 * @param registration the Secret with the registration
 * @param request the request as JSON, without a registration
 * @param replicas the replicas of persistent runners that there are, or that they begin with; null to leave them out
 */
public record ScaleSetManifests(
    ScaleSetKey key,
    ScaleSetSpec spec,
    Connection connection,
    Platform platform,
    RunnerMode mode,
    Trigger trigger,
    ScaleTrigger.Reference authentication,
    String registration,
    String request,
    @Nullable Integer replicas
) {
    /** Renders the objects. */
    public List<HasMetadata> objects() {
        var objects = new ArrayList<HasMetadata>();
        var keda = new KedaObjects(
            metadata(kedaAnnotations()),
            spec.limits(),
            new ScaleTrigger(trigger.type(), trigger.metadata(), authentication)
        );
        ScaleTarget target = spec.target();
        if (target != null) {
            objects.add(keda.scaledObject(target.kind(), target.name(), false));
            return objects;
        }
        objects.add(RunnerConfig.configMap(key, spec, platform, mode));
        var pod = new RunnerPod(key, spec, connection, platform, mode, registration);
        if (mode == RunnerMode.EPHEMERAL) {
            objects.add(keda.scaledJob(pod.template()));
            return objects;
        }
        HasMetadata workload = new PersistentRunners(
            metadata(Map.of()),
            ScaleSetLabels.selector(key),
            pod.template(),
            spec.pod().persistence(),
            replicas
        ).workload();
        objects.add(workload);
        objects.add(keda.scaledObject(workload.getKind(), workload.getMetadata().getName(), true));
        return objects;
    }

    /** Returns the same without replicas, as files that are applied again and again should have them. */
    public ScaleSetManifests withoutReplicas() {
        return new ScaleSetManifests(
            key,
            spec,
            connection,
            platform,
            mode,
            trigger,
            authentication,
            registration,
            request,
            null
        );
    }

    /** Renders the pod of a runner as Kubernetes will be asked for it; empty for a workload that exists. */
    public Optional<Pod> pod() {
        if (spec.target() != null) {
            return Optional.empty();
        }
        PodTemplateSpec template = new RunnerPod(key, spec, connection, platform, mode, registration).template();
        List<Volume> volumes = new ArrayList<>(template.getSpec().getVolumes());
        if (mode == RunnerMode.PERSISTENT && spec.pod().persistence() != null) {
            // A StatefulSet adds the volume of its claim.
            volumes.add(new VolumeBuilder().withName(RunnerPod.DATA).withNewEmptyDir().endEmptyDir().build());
        }
        return Optional.of(
            new PodBuilder()
                .withMetadata(template.getMetadata())
                .withSpec(template.getSpec())
                .editMetadata()
                .withName(ScaleSetNames.of(key).fullname() + "-dry-run")
                .withNamespace(key.namespace())
                .endMetadata()
                .editSpec()
                .withVolumes(volumes)
                .endSpec()
                .build()
        );
    }

    private Map<String, String> kedaAnnotations() {
        return new TreeMap<>(
            Map.of(
                ScaleSetLabels.CONNECTION,
                connection.key().name(),
                ScaleSetLabels.PLATFORM,
                platform.id(),
                ScaleSetLabels.REQUEST,
                request
            )
        );
    }

    private ObjectMeta metadata(Map<String, String> annotations) {
        return new ObjectMetaBuilder()
            .withName(ScaleSetNames.of(key).fullname())
            .withNamespace(key.namespace())
            .withLabels(ScaleSetLabels.of(key))
            .withAnnotations(annotations.isEmpty() ? null : annotations)
            .build();
    }
}
