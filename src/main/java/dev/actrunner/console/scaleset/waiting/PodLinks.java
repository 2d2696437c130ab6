package dev.actrunner.console.scaleset.waiting;

import dev.actrunner.console.diagnosis.Redactor;
import dev.actrunner.console.scaleset.waiting.Link.Step;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Looks at the runners' pods: whether they are scheduled, start, and go on running. */
@Component
class PodLinks {

    private static final Set<String> IMAGE = Set.of(
        "ErrImagePull",
        "ImagePullBackOff",
        "InvalidImageName",
        "ErrImageNeverPull"
    );
    private static final Set<String> CONFIG = Set.of(
        "CreateContainerConfigError",
        "CreateContainerError",
        "RunContainerError"
    );
    private static final int SHOWN = 300;
    private static final int LINES = 3;

    private final RunnerPods reader;

    PodLinks(RunnerPods reader) {
        this.reader = reader;
    }

    Link find(Subject subject, Supplier<List<Pod>> pods) {
        if (subject.podLabels().isEmpty()) {
            return Link.skipped(Step.POD, "The pods of " + subject.object().title() + " are not known.");
        }
        List<Pod> found = pods.get();
        if (found.isEmpty()) {
            return subject.waiting() == 0
                ? Link.skipped(Step.POD, "No job waits, so no runner runs.")
                : Link.await(Step.POD, "No pod of a runner is there yet.", "Wait until Kubernetes creates it.");
        }
        Pod newest = found.getFirst();
        String title = "The pod " + newest.getMetadata().getName();
        Optional<Link> stuck = statuses(newest)
            .flatMap(status -> stuck(title, newest, status).stream())
            .findFirst();
        if (stuck.isPresent()) {
            return stuck.get();
        }
        return switch (RunnerPods.phase(newest)) {
            case "Running" -> Link.pass(Step.POD, title + " runs.");
            case "Failed" -> failed(title, newest);
            default -> unscheduled(title, newest).orElse(
                Link.await(Step.POD, title + " is being started.", "Wait until its containers run.")
            );
        };
    }

    private static Stream<ContainerStatus> statuses(Pod pod) {
        return pod.getStatus() == null
            ? Stream.of()
            : Stream.concat(
                  pod.getStatus().getInitContainerStatuses().stream(),
                  pod.getStatus().getContainerStatuses().stream()
              );
    }

    private Optional<Link> stuck(String title, Pod pod, ContainerStatus status) {
        ContainerState state = status.getState();
        ContainerStateWaiting waiting = state == null ? null : state.getWaiting();
        String reason = waiting == null ? "" : String.valueOf(waiting.getReason());
        String message = waiting == null ? "" : Redactor.shown(String.valueOf(waiting.getMessage()), SHOWN);
        if (IMAGE.contains(reason)) {
            return Optional.of(
                Link.fail(
                    Step.POD,
                    title + " cannot pull the image " + status.getImage() + ": " + message,
                    "Correct image, or name a Secret for the registry in imagePullSecrets."
                )
            );
        }
        if (CONFIG.contains(reason)) {
            return Optional.of(
                Link.fail(
                    Step.POD,
                    title + " cannot start: " + message,
                    "Create the Secret or ConfigMap that it needs."
                )
            );
        }
        if (reason.equals("CrashLoopBackOff")) {
            return Optional.of(crashed(title, reader.log(pod, status.getName(), true), exit(status)));
        }
        return Optional.empty();
    }

    private static String exit(ContainerStatus status) {
        ContainerStateTerminated last = status.getLastState() == null ? null : status.getLastState().getTerminated();
        return last == null ? "" : " with exit code " + last.getExitCode();
    }

    private Link failed(String title, Pod pod) {
        String reason = String.valueOf(pod.getStatus().getReason());
        if (reason.equals("Evicted")) {
            return Link.fail(
                Step.POD,
                title + " was evicted: " + Redactor.shown(String.valueOf(pod.getStatus().getMessage()), SHOWN),
                "Give the runners resources, so that the scheduler finds a node with room for them."
            );
        }
        String exit = statuses(pod)
            .map(ContainerStatus::getState)
            .filter(state -> state != null && state.getTerminated() != null)
            .map(state -> " with exit code " + state.getTerminated().getExitCode())
            .findFirst()
            .orElse("");
        return crashed(title, reader.log(pod), exit);
    }

    private static Link crashed(String title, List<String> log, String exit) {
        return RunnerLog.failure(log).orElseGet(() -> {
            String last = Redactor.shown(
                String.join(" | ", log.subList(Math.max(0, log.size() - LINES), log.size())),
                SHOWN
            );
            return Link.fail(
                Step.POD,
                title + " ended" + exit + (last.isEmpty() ? "." : ": " + last),
                "Correct what the runner's log names; kubectl logs shows all of it."
            );
        });
    }

    private static Optional<Link> unscheduled(String title, Pod pod) {
        return pod.getStatus() == null
            ? Optional.empty()
            : pod
                  .getStatus()
                  .getConditions()
                  .stream()
                  .filter(c -> c.getType().equals("PodScheduled") && c.getStatus().equals("False"))
                  .findFirst()
                  .map(c ->
                      Link.fail(
                          Step.POD,
                          title + " finds no node: " + Redactor.shown(String.valueOf(c.getMessage()), SHOWN),
                          "Lower resources, correct nodeSelector, affinity or tolerations, or add a node."
                      )
                  );
    }
}
