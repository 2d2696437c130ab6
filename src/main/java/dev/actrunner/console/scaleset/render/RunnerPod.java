package dev.actrunner.console.scaleset.render;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.scaleset.PodSettings;
import dev.actrunner.console.scaleset.RunnerMode;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.ScaleSetSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Renders the pod of a runner.
 *
 * @param registration the Secret with the registration
 */
record RunnerPod(
    ScaleSetKey key,
    ScaleSetSpec spec,
    Connection connection,
    Platform platform,
    RunnerMode mode,
    String registration
) {
    static final String DATA = "runner-data";
    static final String CONFIG = "runner-config";
    static final String REGISTRATION = "registration";
    static final String CA = "tls-ca";

    /** The longest that both forges let a job run by default, so that a runner which has to go can finish its job. */
    static final int LONGEST_JOB_SECONDS = 3 * 60 * 60;

    private static final int SHUTDOWN_SECONDS = 30;

    /** Renders the pod template, with the request's own template merged over it. */
    PodTemplateSpec template() {
        PodSettings pod = spec.pod();
        var template = new PodTemplateSpecBuilder()
            .withNewMetadata()
            .withLabels(ScaleSetLabels.selector(key))
            .withAnnotations(pod.annotations().isEmpty() ? null : pod.annotations())
            .endMetadata()
            .withSpec(
                new PodSpecBuilder()
                    .withRestartPolicy(mode == RunnerMode.EPHEMERAL ? "Never" : null)
                    .withImagePullSecrets(pod.imagePullSecrets().stream().map(LocalObjectReference::new).toList())
                    .withServiceAccountName(pod.serviceAccountName())
                    // A runner runs what others write; it needs nothing of the cluster.
                    .withAutomountServiceAccountToken(pod.serviceAccountName() == null ? false : null)
                    .withPriorityClassName(pod.priorityClassName())
                    .withSecurityContext(pod.securityContext())
                    .withNodeSelector(pod.nodeSelector().isEmpty() ? null : pod.nodeSelector())
                    .withTolerations(pod.tolerations())
                    .withAffinity(pod.affinity())
                    .withTerminationGracePeriodSeconds((long) LONGEST_JOB_SECONDS + SHUTDOWN_SECONDS)
                    .withInitContainers(new DockerEngine(spec.containers()).sidecar().stream().toList())
                    .withContainers(runner())
                    .withVolumes(volumes())
                    .build()
            )
            .build();
        return pod.template() == null ? template : PodTemplateMerge.merge(template, pod.template());
    }

    private Container runner() {
        var builder = new ContainerBuilder().withName("runner").withResources(spec.pod().resources());
        (platform == Platform.GITEA ? new GiteaRunnerContainer(this) : new ForgejoRunnerContainer(this)).fill(builder);
        new DockerEngine(spec.containers()).connect(builder);
        proxy(builder);
        spec.pod().env().forEach(builder::addToEnv);
        builder.addNewVolumeMount().withName(DATA).withMountPath("/data").endVolumeMount();
        builder
            .addNewVolumeMount()
            .withName(CONFIG)
            .withMountPath("/etc/act_runner")
            .withReadOnly(true)
            .endVolumeMount();
        PodSettings.CaBundle ca = spec.pod().ca();
        if (ca != null) {
            // Beside the system's own, where Go looks for single certificates.
            builder
                .addNewVolumeMount()
                .withName(CA)
                .withMountPath("/etc/ssl/certs/gitea-ca.crt")
                .withSubPath(ca.key())
                .withReadOnly(true)
                .endVolumeMount();
        }
        return builder.build();
    }

    private void proxy(ContainerBuilder builder) {
        PodSettings.Proxy proxy = spec.pod().proxy();
        if (proxy == null) {
            return;
        }
        variable(builder, "HTTP_PROXY", proxy.http());
        variable(builder, "HTTPS_PROXY", proxy.https());
        variable(builder, "NO_PROXY", proxy.noProxy());
    }

    private static void variable(ContainerBuilder builder, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            builder.addNewEnv().withName(name).withValue(value).endEnv();
            builder.addNewEnv().withName(name.toLowerCase(Locale.ROOT)).withValue(value).endEnv();
        }
    }

    private List<Volume> volumes() {
        var volumes = new ArrayList<Volume>();
        if (spec.pod().persistence() == null) {
            volumes.add(new VolumeBuilder().withName(DATA).withNewEmptyDir().endEmptyDir().build());
        }
        volumes.add(
            new VolumeBuilder()
                .withName(CONFIG)
                .withNewConfigMap()
                .withName(ScaleSetNames.of(key).config())
                .endConfigMap()
                .build()
        );
        if (platform == Platform.FORGEJO) {
            volumes.add(
                new VolumeBuilder()
                    .withName(REGISTRATION)
                    .withNewSecret()
                    .withSecretName(registration)
                    .endSecret()
                    .build()
            );
        }
        PodSettings.CaBundle ca = spec.pod().ca();
        if (ca != null) {
            volumes.add(
                new VolumeBuilder().withName(CA).withNewConfigMap().withName(ca.configMap()).endConfigMap().build()
            );
        }
        volumes.addAll(new DockerEngine(spec.containers()).volumes());
        return volumes;
    }
}
