package dev.actrunner.console.scaleset.render;

import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.scaleset.RunnerImages;
import dev.actrunner.console.scaleset.RunnerMode;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import java.util.Objects;

/** Renders Gitea's runner, whose image registers itself by these variables (its {@code scripts/run.sh}). */
record GiteaRunnerContainer(RunnerPod pod) implements RunnerContainer {
    @Override
    public void fill(ContainerBuilder container) {
        container
            .withImage(Objects.requireNonNullElse(pod.spec().pod().image(), RunnerImages.of(Platform.GITEA)))
            .addNewEnv()
            .withName("GITEA_INSTANCE_URL")
            .withValue(pod.connection().forge().value())
            .endEnv()
            .addNewEnv()
            .withName("GITEA_RUNNER_REGISTRATION_TOKEN")
            .withNewValueFrom()
            .withNewSecretKeyRef("token", pod.registration(), null)
            .endValueFrom()
            .endEnv()
            // Without labels the runner takes its own, which need a Docker engine.
            .addNewEnv()
            .withName("GITEA_RUNNER_LABELS")
            .withValue(pod.spec().declaredLabels())
            .endEnv()
            .addNewEnv()
            .withName("CONFIG_FILE")
            .withValue("/etc/act_runner/" + RunnerConfig.FILE)
            .endEnv();
        if (pod.mode() == RunnerMode.EPHEMERAL) {
            container.addNewEnv().withName("GITEA_RUNNER_EPHEMERAL").withValue("1").endEnv();
        }
    }
}
