package dev.actrunner.console.advice;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.forge.ForgeVersion;
import dev.actrunner.console.forge.Platform;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds the pod of a runner that runs one job and ends. */
final class RunnerJob {

    private static final String REGISTRATION_VOLUME = "registration";
    private static final String REGISTRATION = "/" + REGISTRATION_VOLUME;

    /** The job's steps run in the runner's own container: any other label wants a Docker engine, which the pod has not. */
    private static final String HOST = ":host";

    private final Connection connection;
    private final Platform platform;
    private final ScaleSetNames names;

    RunnerJob(Connection connection, Platform platform, ScaleSetNames names) {
        this.connection = connection;
        this.platform = platform;
        this.names = names;
    }

    /**
     * Whether a release has runners for one job: every Gitea that lists jobs (they came with 1.24), Forgejo from 15 on
     * (forgejo#9962).
     *
     * @param version empty while unknown
     */
    static boolean isOffered(Platform platform, Optional<ForgeVersion> version) {
        return platform == Platform.GITEA || version.map(v -> v.atLeast(15)).orElse(false);
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

    /** {@code act_runner}'s image registers itself by these variables (its {@code scripts/run.sh}). */
    private Container actRunner() {
        ContainerBuilder container = runner("docker.io/gitea/act_runner:0.6.1")
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
            .endEnv();
        if (!connection.labels().isEmpty()) {
            container.addNewEnv().withName("GITEA_RUNNER_LABELS").withValue(hostLabels()).endEnv();
        }
        return container.build();
    }

    private String hostLabels() {
        return connection
            .labels()
            .names()
            .stream()
            .map(label -> label + HOST)
            .collect(Collectors.joining(","));
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
        connection
            .labels()
            .names()
            .forEach(label -> command.addAll(List.of("--label", label + HOST)));
        return runner("code.forgejo.org/forgejo/runner:12")
            .withCommand(command)
            .addNewEnv()
            .withName("RUNNER_UUID")
            .withNewValueFrom()
            .withNewSecretKeyRef("uuid", names.registration(), null)
            .endValueFrom()
            .endEnv()
            .build();
    }

    private static ContainerBuilder runner(String image) {
        return new ContainerBuilder()
            .withName("runner")
            .withImage(image)
            .addNewVolumeMount()
            .withName(REGISTRATION_VOLUME)
            .withMountPath(REGISTRATION)
            .withReadOnly(true)
            .endVolumeMount();
    }
}
