package dev.actrunner.console.scaleset.render;

import dev.actrunner.console.scaleset.ContainerMode;
import dev.actrunner.console.scaleset.RunnerImages;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.List;
import java.util.Optional;

/**
 * Renders the Docker engine for the containers of jobs. It is a native sidecar ({@code restartPolicy: Always} of an init
 * container, in Kubernetes from 1.29 on): it is there before the runner, and a Job can end beside it.
 */
record DockerEngine(ContainerMode mode) {
    private static final String VOLUME = "docker";
    private static final String HOST_SOCKET = "/var/run/docker.sock";

    private String folder() {
        return mode == ContainerMode.DIND_ROOTLESS ? "/run/user/1000" : "/var/run";
    }

    private String host() {
        return "unix://" + folder() + "/docker.sock";
    }

    Optional<Container> sidecar() {
        if (mode != ContainerMode.DIND && mode != ContainerMode.DIND_ROOTLESS) {
            return Optional.empty();
        }
        return Optional.of(
            new ContainerBuilder()
                .withName("dind")
                .withImage(mode == ContainerMode.DIND ? RunnerImages.DIND : RunnerImages.DIND_ROOTLESS)
                .withArgs("dockerd", "--host=" + host())
                .withRestartPolicy("Always")
                .withNewSecurityContext()
                .withPrivileged(true)
                .endSecurityContext()
                .withNewStartupProbe()
                .withNewExec()
                .withCommand("docker", "--host=" + host(), "info")
                .endExec()
                .withPeriodSeconds(1)
                .withFailureThreshold(60)
                .endStartupProbe()
                .addNewVolumeMount()
                .withName(VOLUME)
                .withMountPath(folder())
                .endVolumeMount()
                // The engine mounts folders of the runner's into the containers of jobs.
                .addNewVolumeMount()
                .withName(RunnerPod.DATA)
                .withMountPath("/data")
                .endVolumeMount()
                .build()
        );
    }

    /** Lets the runner reach the engine. */
    void connect(ContainerBuilder runner) {
        if (mode == ContainerMode.NONE) {
            return;
        }
        runner.addNewEnv().withName("DOCKER_HOST").withValue(host()).endEnv();
        runner
            .addNewVolumeMount()
            .withName(VOLUME)
            .withMountPath(mode == ContainerMode.HOST_SOCKET ? HOST_SOCKET : folder())
            .endVolumeMount();
    }

    List<Volume> volumes() {
        return switch (mode) {
            case NONE -> List.of();
            case HOST_SOCKET -> List.of(
                new VolumeBuilder()
                    .withName(VOLUME)
                    .withNewHostPath()
                    .withPath(HOST_SOCKET)
                    .withType("Socket")
                    .endHostPath()
                    .build()
            );
            default -> List.of(new VolumeBuilder().withName(VOLUME).withNewEmptyDir().endEmptyDir().build());
        };
    }
}
