package dev.actrunner.console.scaleset.render;

import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.scaleset.RunnerImages;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import java.util.Objects;

/** Renders Forgejo's runner, whose image registers nothing by itself: the script {@link RunnerConfig#SCRIPT} does. */
record ForgejoRunnerContainer(RunnerPod pod) implements RunnerContainer {
    @Override
    public void fill(ContainerBuilder container) {
        container
            .withImage(Objects.requireNonNullElse(pod.spec().pod().image(), RunnerImages.of(Platform.FORGEJO)))
            .withCommand("/bin/sh", "/etc/act_runner/" + RunnerConfig.SCRIPT)
            .addNewEnv()
            .withName("FORGEJO_URL")
            .withValue(pod.connection().forge().value())
            .endEnv()
            .addNewEnv()
            .withName("RUNNER_LABELS")
            .withValue(pod.spec().declaredLabels())
            .endEnv()
            .addNewVolumeMount()
            .withName(RunnerPod.REGISTRATION)
            .withMountPath("/registration")
            .withReadOnly(true)
            .endVolumeMount();
    }
}
