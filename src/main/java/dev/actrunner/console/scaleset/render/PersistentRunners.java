package dev.actrunner.console.scaleset.render;

import dev.actrunner.console.scaleset.PodSettings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Renders the workload of persistent runners: a StatefulSet with a volume for each, or a Deployment without. Its replicas are
 * KEDA's.
 *
 * @param replicas those that it has, or begins with; null to leave them out
 */
record PersistentRunners(
    ObjectMeta metadata,
    Map<String, String> selector,
    PodTemplateSpec template,
    PodSettings.@Nullable Persistence persistence,
    @Nullable Integer replicas
) {
    /** Renders the workload. */
    HasMetadata workload() {
        return persistence == null
            ? new DeploymentBuilder()
                  .withMetadata(metadata)
                  .withNewSpec()
                  .withReplicas(replicas)
                  .withNewSelector()
                  .withMatchLabels(selector)
                  .endSelector()
                  .withTemplate(template)
                  .endSpec()
                  .build()
            : new StatefulSetBuilder()
                  .withMetadata(metadata)
                  .withNewSpec()
                  .withReplicas(replicas)
                  .withServiceName(metadata.getName())
                  .withNewPersistentVolumeClaimRetentionPolicy("Delete", "Retain")
                  .withPodManagementPolicy("Parallel")
                  .withNewSelector()
                  .withMatchLabels(selector)
                  .endSelector()
                  .withTemplate(template)
                  .withVolumeClaimTemplates(claim(persistence))
                  .endSpec()
                  .build();
    }

    private PersistentVolumeClaim claim(PodSettings.Persistence wanted) {
        return new PersistentVolumeClaimBuilder()
            .withNewMetadata()
            .withName(RunnerPod.DATA)
            .withLabels(selector)
            .endMetadata()
            .withNewSpec()
            .withAccessModes(wanted.accessMode())
            .withStorageClassName(wanted.storageClass())
            .withNewResources()
            .addToRequests("storage", new Quantity(wanted.size()))
            .endResources()
            .endSpec()
            .build();
    }
}
