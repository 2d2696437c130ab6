package dev.actrunner.console.scaleset.waiting;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.EvaluatedScaledResource;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.LabelDemand;
import dev.actrunner.console.forge.probe.RegisteredRunner;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.keda.scaling.ScaledResource;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.apply.ScaleSets;
import dev.actrunner.console.scaleset.store.StoredScaleSet;
import dev.actrunner.console.scaleset.waiting.Link.Step;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Finds why the jobs of a connection wait, from the forge to the runner's log, as the caller. */
@Component
public class WaitingDiagnoser {

    private final Connections connections;
    private final ScaleSets scaleSets;
    private final Keda keda;
    private final KedaLinks kedaLinks;
    private final WorkloadLinks workloadLinks;
    private final RunnerPods pods;
    private final PodLinks podLinks;
    private final RunnerLinks runnerLinks;
    private final Clock clock;

    WaitingDiagnoser(
        Connections connections,
        ScaleSets scaleSets,
        Keda keda,
        KedaLinks kedaLinks,
        WorkloadLinks workloadLinks,
        RunnerPods pods,
        PodLinks podLinks,
        RunnerLinks runnerLinks,
        Clock clock
    ) {
        this.connections = connections;
        this.scaleSets = scaleSets;
        this.keda = keda;
        this.kedaLinks = kedaLinks;
        this.workloadLinks = workloadLinks;
        this.pods = pods;
        this.podLinks = podLinks;
        this.runnerLinks = runnerLinks;
        this.clock = clock;
    }

    /**
     * Looks from the forge to the runners.
     *
     * @throws ConnectionException.NotFound when there is no such connection
     */
    public WaitingDiagnosis diagnose(ConnectionKey key) {
        WaitingDiagnosis found = follow(key, _ -> true);
        if (found.job().isBroken() || !found.chains().isEmpty()) {
            return found;
        }
        Link unused = Link.fail(
            Step.KEDA,
            "No ScaledObject and no ScaledJob uses the connection " + key + ", so KEDA starts no runner.",
            "Create a scale set for the connection."
        );
        return new WaitingDiagnosis(
            key,
            found.checkedAt(),
            found.counts(),
            found.job(),
            List.of(new Chain(null, null, List.of(unused)))
        );
    }

    /** Looks the same way, at the scale set's own chain alone. */
    public WaitingDiagnosis diagnose(ScaleSetKey key, String connection) {
        return follow(
            key.connection(connection),
            subject -> subject.scaleSet() != null && subject.scaleSet().key().equals(key)
        );
    }

    private WaitingDiagnosis follow(ConnectionKey key, Predicate<Subject> wanted) {
        Connection connection = connections.require(key);
        ConnectionReport report = connections.visible(key.namespace(), connections.probe(key, List.of()));
        JobCounts counts = report.probe().counts();
        Link job = job(report);
        if (job.isBroken()) {
            return new WaitingDiagnosis(key, clock.instant(), counts, job, List.of());
        }
        List<StoredScaleSet> own = scaleSets.of(key);
        KedaInstallation installed = keda.fetch();
        // Asked for at most once, and only when a chain gets that far.
        Supplier<Optional<List<RegisteredRunner>>> runners = SingletonSupplier.of(() -> connections.runners(key));
        List<Chain> chains = report
            .scaledResources()
            .stream()
            .filter(each -> each.through() == null)
            .map(each -> new Subject(connection, report, each, of(own, each)))
            .filter(wanted)
            .map(subject -> chain(subject, installed, runners))
            .toList();
        return new WaitingDiagnosis(key, clock.instant(), counts, job, chains);
    }

    private static @Nullable StoredScaleSet of(List<StoredScaleSet> own, EvaluatedScaledResource evaluated) {
        ScaledResource object = evaluated.scaledResource();
        return own
            .stream()
            .filter(
                each ->
                    each.kedaObject().getKind().equals(object.kind()) &&
                    each.kedaObject().getMetadata().getName().equals(object.name()) &&
                    each.key().namespace().equals(object.namespace())
            )
            .findFirst()
            .orElse(null);
    }

    private Link job(ConnectionReport report) {
        Optional<Check> failed = report
            .probe()
            .checks()
            .stream()
            .filter(check -> CheckId.OF_FORGE.contains(check.id()) && check.status() == CheckStatus.FAIL)
            .findFirst();
        if (failed.isPresent()) {
            return Link.fail(
                Step.JOB,
                "The jobs cannot be counted: " + failed.get().summary(),
                String.valueOf(failed.get().remediation())
            );
        }
        JobCounts counts = report.probe().counts();
        if (counts == null) {
            return Link.skipped(Step.JOB, "The jobs were not counted.");
        }
        String asked = report
            .probe()
            .observed()
            .waitingLabels()
            .stream()
            .limit(5)
            .map(LabelDemand::toString)
            .collect(Collectors.joining(", "));
        return Link.pass(
            Step.JOB,
            "Jobs: " +
                counts.waiting() +
                " waiting" +
                (asked.isEmpty() ? "" : " (" + asked + ")") +
                ", " +
                counts.running() +
                " running."
        );
    }

    /** Each link is looked at only where those before it hold. */
    private Chain chain(
        Subject subject,
        KedaInstallation installed,
        Supplier<Optional<List<RegisteredRunner>>> runners
    ) {
        var links = new ArrayList<Link>();
        Supplier<List<Pod>> found = pods.of(subject);
        List<Supplier<Link>> steps = List.of(
            () -> kedaLinks.trigger(subject),
            () -> kedaLinks.keda(subject, installed),
            () -> workloadLinks.find(subject, runners),
            () -> podLinks.find(subject, found),
            () -> runnerLinks.registration(subject, found, runners),
            () -> runnerLinks.labels(subject, found, runners)
        );
        Step[] names = Step.values();
        for (int i = 0; i < steps.size(); i++) {
            Link link = look(names[i + 1], steps.get(i));
            links.add(link);
            if (!link.isPassed()) {
                break;
            }
        }
        StoredScaleSet scaleSet = subject.scaleSet();
        return new Chain(
            scaleSet == null ? null : scaleSet.key().name(),
            subject.object().kind() + " " + subject.object().name(),
            List.copyOf(links)
        );
    }

    private static Link look(Step step, Supplier<Link> work) {
        try {
            return work.get();
        } catch (ClusterException.Forbidden e) {
            return Link.skipped(step, "This could not be looked at: " + e.getMessage());
        }
    }
}
