package dev.actrunner.console.scaleset.waiting;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.LabelDemand;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.probe.RegisteredRunner;
import dev.actrunner.console.scaleset.waiting.Link.Step;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Looks whether running pods are runners at the forge, and whether they offer what the jobs ask for. */
@Component
class RunnerLinks {

    private static final Duration LONGEST_REGISTRATION = Duration.ofMinutes(1);
    private static final String REGISTER_AT_SCOPE =
        "Register the runners at the connection's own scope: apply the scale set with a new registration.";

    private final RunnerPods reader;
    private final Clock clock;

    RunnerLinks(RunnerPods reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    Link registration(Subject subject, Supplier<List<Pod>> pods, Supplier<Optional<List<RegisteredRunner>>> runners) {
        List<Pod> running = running(pods.get());
        if (running.isEmpty()) {
            return Link.skipped(Step.REGISTRATION, "No runner runs.");
        }
        Optional<List<RegisteredRunner>> known = runners.get();
        if (known.isPresent()) {
            List<RegisteredRunner> registered = known
                .get()
                .stream()
                .filter(r -> running.stream().anyMatch(pod -> pod.getMetadata().getName().equals(r.name())))
                .toList();
            if (subject.connection().scope() instanceof JobScope.Admin) {
                List<RegisteredRunner> online = registered.stream().filter(RegisteredRunner::isOnline).toList();
                if (!online.isEmpty() && online.stream().allMatch(RegisteredRunner::isConfined)) {
                    return Link.fail(
                        Step.REGISTRATION,
                        "The runner " +
                            online.getFirst().name() +
                            " takes only the jobs of an owner or a repository, and the connection counts those of " +
                            subject.connection().scope().title() +
                            ".",
                        REGISTER_AT_SCOPE
                    );
                }
            }
            if (!registered.isEmpty()) {
                return Link.pass(
                    Step.REGISTRATION,
                    registered.size() + " of " + running.size() + " runners are registered."
                );
            }
        }
        Pod newest = running.getFirst();
        List<String> log = reader.log(newest);
        if (RunnerLog.isRegistered(log) && known.isEmpty()) {
            return Link.pass(Step.REGISTRATION, "The runner's log says that it is registered.");
        }
        Optional<Link> refused = RunnerLog.failure(log);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (age(newest).compareTo(LONGEST_REGISTRATION) < 0 || known.isEmpty()) {
            return Link.await(Step.REGISTRATION, "The runner is not registered yet.", "Wait until it has registered.");
        }
        return Link.fail(
            Step.REGISTRATION,
            "The pod " +
                newest.getMetadata().getName() +
                " runs, and no runner of that name is registered at " +
                subject.connection().scope().title() +
                ".",
            REGISTER_AT_SCOPE
        );
    }

    Link labels(Subject subject, Supplier<List<Pod>> pods, Supplier<Optional<List<RegisteredRunner>>> runners) {
        List<LabelDemand> demands = subject.report().probe().observed().waitingLabels();
        if (demands.isEmpty()) {
            return Link.pass(Step.LABELS, "No job waits for labels.");
        }
        Platform platform = subject.connection().platform() == Platform.FORGEJO ? Platform.FORGEJO : Platform.GITEA;
        List<String> offered = offered(subject, pods.get(), runners);
        List<LabelDemand> unmet = demands
            .stream()
            .filter(demand -> !demand.isMetBy(offered, platform))
            .toList();
        if (unmet.size() < demands.size()) {
            Optional<Check> held = subject
                .report()
                .probe()
                .checks()
                .stream()
                .filter(check -> check.finding() == Finding.JOBS_UNSERVED)
                .findFirst();
            if (held.isPresent() && unmet.isEmpty()) {
                return Link.fail(Step.LABELS, held.get().summary(), String.valueOf(held.get().remediation()));
            }
            return Link.pass(Step.LABELS, "The runners offer " + String.join(", ", offered) + ".");
        }
        return Link.fail(
            Step.LABELS,
            "The waiting jobs ask for " +
                unmet.stream().limit(5).map(LabelDemand::toString).collect(Collectors.joining(", ")) +
                ", and the runners offer " +
                String.join(", ", offered) +
                ".",
            "Add the label to the scale set's labels, or change runs-on in the workflow."
        );
    }

    /** What the forge has of the runners, which may have been started with other labels. */
    private List<String> offered(Subject subject, List<Pod> pods, Supplier<Optional<List<RegisteredRunner>>> runners) {
        List<String> names = running(pods)
            .stream()
            .map(pod -> pod.getMetadata().getName())
            .toList();
        return runners
            .get()
            .flatMap(all ->
                all
                    .stream()
                    .filter(r -> names.contains(r.name()))
                    .findFirst()
            )
            .map(RegisteredRunner::labels)
            .orElseGet(subject::offered);
    }

    private static List<Pod> running(List<Pod> pods) {
        return pods
            .stream()
            .filter(pod -> RunnerPods.phase(pod).equals("Running"))
            .toList();
    }

    private Duration age(Pod pod) {
        return Duration.between(Instant.parse(pod.getMetadata().getCreationTimestamp()), clock.instant());
    }
}
