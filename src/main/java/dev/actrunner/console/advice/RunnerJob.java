package dev.actrunner.console.advice;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.scaleset.RunnerImages;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.ArrayList;
import java.util.List;

/** Builds the pod of a runner that runs one job and ends. */
final class RunnerJob {

    private static final String REGISTRATION_VOLUME = "registration";
    private static final String REGISTRATION = "/" + REGISTRATION_VOLUME;

    /** The job's steps run in the runner's own container: any other label wants a Docker engine, which the pod has not. */
    private static final String HOST = ":host";
    private static final String DEFAULT_LABEL = "docker";

    private final Connection connection;
    private final Platform platform;
    private final ScaleSetNames names;

    RunnerJob(Connection connection, Platform platform, ScaleSetNames names) {
        this.connection = connection;
        this.platform = platform;
        this.names = names;
    }

    /** Builds the pod template. */
    PodTemplateSpec template() {
        return new PodTemplateSpecBuilder()
            .withNewSpec()
            .withRestartPolicy("Never")
            .withContainers(platform == Platform.GITEA ? actRunner() : forgejoRunner())
            .addNewVolume()
            .withName(REGISTRATION_VOLUME)
            .withNewSecret()
            .withSecretName(names.registration())
            .endSecret()
            .endVolume()
            .endSpec()
            .build();
    }

    /** The runner's image registers itself by these variables (its {@code scripts/run.sh}). */
    private Container actRunner() {
        return runner()
            .addNewEnv()
            .withName("GITEA_INSTANCE_URL")
            .withValue(connection.forge().value())
            .endEnv()
            .addNewEnv()
            .withName("GITEA_RUNNER_REGISTRATION_TOKEN_FILE")
            .withValue(REGISTRATION + "/token")
            .endEnv()
            .addNewEnv()
            .withName("GITEA_RUNNER_EPHEMERAL")
            .withValue("1")
            .endEnv()
            .addNewEnv()
            .withName("GITEA_RUNNER_LABELS")
            .withValue(String.join(",", hostLabels()))
            .endEnv()
            .build();
    }

    /** Without any the runner would take its own, which need a Docker engine. */
    private List<String> hostLabels() {
        List<String> names = connection.labels().isEmpty() ? List.of(DEFAULT_LABEL) : connection.labels().names();
        return names
            .stream()
            .map(label -> label + HOST)
            .toList();
    }

    /**
     * {@code forgejo-runner one-job}, from runner 12.8 on. Forgejo forgets an ephemeral runner's credentials after its job, so
     * that Jobs with one Secret share a runner that stays registered.
     */
    private Container forgejoRunner() {
        var command = new ArrayList<String>(
            List.of("forgejo-runner", "one-job", "--url", connection.forge().value(), "--uuid", "$(RUNNER_UUID)")
        );
        command.addAll(List.of("--token-url", "file:" + REGISTRATION + "/token", "--wait"));
        hostLabels().forEach(label -> command.addAll(List.of("--label", label)));
        return runner()
            .withCommand(command)
            .addNewEnv()
            .withName("RUNNER_UUID")
            .withNewValueFrom()
            .withNewSecretKeyRef("uuid", names.registration(), null)
            .endValueFrom()
            .endEnv()
            .build();
    }

    private ContainerBuilder runner() {
        return new ContainerBuilder()
            .withName("runner")
            .withImage(RunnerImages.of(platform))
            .addNewVolumeMount()
            .withName(REGISTRATION_VOLUME)
            .withMountPath(REGISTRATION)
            .withReadOnly(true)
            .endVolumeMount();
    }
}
