package dev.actrunner.console.testing;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** A pod on a {@link RunnerNode}: its status as a kubelet writes it, and what its first container does. */
final class PlayedPod implements Runnable {

    private static final String MISSING_IMAGE = "/missing/";

    private final KubernetesClient client;
    private final Pod pod;
    private final KubeletLogs logs;
    private volatile boolean terminated;
    private volatile boolean killed;

    PlayedPod(KubernetesClient client, Pod pod, KubeletLogs logs) {
        this.client = client;
        this.pod = pod;
        this.logs = logs;
    }

    /** As SIGTERM does. */
    void terminate() {
        terminated = true;
    }

    /** As SIGKILL does. */
    void kill() {
        killed = true;
    }

    @Override
    public void run() {
        try {
            Container container = pod.getSpec().getContainers().getFirst();
            var environment = new PodEnvironment(client, pod, container);
            if (!start(container, environment)) {
                return;
            }
            int exit = environment.isRunner() ? runner(container, environment).run() : sleep();
            if (killed) {
                return;
            }
            if (terminated) {
                client
                    .pods()
                    .inNamespace(pod.getMetadata().getNamespace())
                    .withName(pod.getMetadata().getName())
                    .withGracePeriod(0)
                    .delete();
            } else {
                ended(container, exit);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404 && e.getCode() != 409) {
                throw e;
            }
        }
    }

    private PlayedRunner runner(Container container, PodEnvironment environment) {
        return new PlayedRunner(
            pod.getMetadata().getName(),
            environment,
            line -> logs.add(pod.getMetadata().getNamespace(), pod.getMetadata().getName(), container.getName(), line),
            () -> terminated,
            () -> killed
        );
    }

    private int sleep() throws InterruptedException {
        while (!terminated && !killed) {
            Thread.sleep(100);
        }
        return 0;
    }

    /** Starts the containers once what they need is there, as a kubelet tries again and again. */
    private boolean start(Container container, PodEnvironment environment) throws InterruptedException {
        String told = "";
        while (!terminated && !killed) {
            String missing = container.getImage().contains(MISSING_IMAGE)
                ? "ImagePullBackOff: Back-off pulling image \"" + container.getImage() + "\""
                : environment.missing();
            if (missing == null) {
                running(container);
                return true;
            }
            if (!missing.equals(told)) {
                String[] parts = missing.split(": ", 2);
                waiting(container, parts[0], parts[1]);
                told = missing;
            }
            Thread.sleep(300);
        }
        if (!killed) {
            client
                .pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .withGracePeriod(0)
                .delete();
        }
        return false;
    }

    private void waiting(Container container, String reason, String message) {
        status(container, "Pending", false, new ContainerStateBuilder().withNewWaiting(message, reason));
    }

    private void running(Container container) {
        status(container, "Running", true, new ContainerStateBuilder().withNewRunning(now()));
    }

    private void ended(Container container, int exit) {
        status(
            container,
            exit == 0 ? "Succeeded" : "Failed",
            false,
            new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(exit)
                .withReason(exit == 0 ? "Completed" : "Error")
                .withFinishedAt(now())
                .endTerminated()
        );
    }

    private void status(Container container, String phase, boolean ready, ContainerStateBuilder state) {
        // By name: what was read when the pod came is old by now.
        client
            .pods()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(pod.getMetadata().getName())
            .editStatus(found ->
                found
                    .edit()
                    .editOrNewStatus()
                    .withPhase(phase)
                    .withStartTime(now())
                    .withPodIP("10.1.0.1")
                    .withConditions(
                        Stream.concat(
                            found
                                .getStatus()
                                .getConditions()
                                .stream()
                                .filter(c -> c.getType().equals("PodScheduled")),
                            Stream.of("Initialized", "ContainersReady", "Ready").map(type ->
                                new PodConditionBuilder()
                                    .withType(type)
                                    .withStatus(ready || type.equals("Initialized") ? "True" : "False")
                                    .withLastTransitionTime(now())
                                    .build()
                            )
                        ).toList()
                    )
                    .withContainerStatuses(
                        List.of(
                            new io.fabric8.kubernetes.api.model.ContainerStatusBuilder()
                                .withName(container.getName())
                                .withImage(container.getImage())
                                .withImageID(container.getImage())
                                .withReady(ready)
                                .withStarted(ready)
                                .withRestartCount(0)
                                .withState(state.build())
                                .build()
                        )
                    )
                    .endStatus()
                    .build()
            );
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
