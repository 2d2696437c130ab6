package dev.actrunner.console.scaleset.waiting;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterReader;
import dev.actrunner.console.forge.probe.RegisteredRunner;
import dev.actrunner.console.scaleset.render.ScaleSetNames;
import dev.actrunner.console.scaleset.request.ScaleSetRequest.TargetRequest;
import dev.actrunner.console.scaleset.store.StoredScaleSet;
import dev.actrunner.console.scaleset.waiting.Link.Step;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks at the Jobs that KEDA creates for a ScaledJob, and at the replicas of a ScaledObject's workload. */
@Component
class WorkloadLinks {

    private final Cluster cluster;
    private final ClusterReader reader;

    WorkloadLinks(Cluster cluster, ClusterReader reader) {
        this.cluster = cluster;
        this.reader = reader;
    }

    Link find(Subject subject, Supplier<Optional<List<RegisteredRunner>>> runners) {
        return subject.isScaledJob() ? jobs(subject, runners) : replicas(subject, runners);
    }

    private Link jobs(Subject subject, Supplier<Optional<List<RegisteredRunner>>> runners) {
        List<Job> unfinished = cluster
            .list(Job.class, subject.namespace(), subject.jobLabels())
            .stream()
            .filter(WorkloadLinks::isUnfinished)
            .toList();
        for (Job job : unfinished) {
            boolean hasPod = job.getStatus() != null && positive(job.getStatus().getActive());
            Optional<String> refused = hasPod ? Optional.empty() : refusal(job);
            if (refused.isPresent()) {
                return refused(refused.get());
            }
        }
        if (unfinished.isEmpty()) {
            Optional<String> failed = warning(
                subject.namespace(),
                "ScaledJob",
                subject.object().name(),
                "KEDAJobCreateFailed"
            );
            if (failed.isPresent() && subject.waiting() > 0) {
                return refused(failed.get());
            }
            return subject.waiting() == 0
                ? Link.pass(Step.WORKLOAD, "No job waits, so there is no Job.")
                : Link.await(Step.WORKLOAD, "KEDA has created no Job yet.", "Wait for its next look.");
        }
        return atMost(subject, unfinished.size(), runners).orElse(
            Link.pass(Step.WORKLOAD, "KEDA has created " + unfinished.size() + " Jobs.")
        );
    }

    private static boolean isUnfinished(Job job) {
        return (
            job.getStatus() == null ||
            job
                .getStatus()
                .getConditions()
                .stream()
                .noneMatch(
                    c ->
                        c.getStatus().equals("True") && (c.getType().equals("Complete") || c.getType().equals("Failed"))
                )
        );
    }

    private Link replicas(Subject subject, Supplier<Optional<List<RegisteredRunner>>> runners) {
        StoredScaleSet scaleSet = subject.scaleSet();
        if (scaleSet == null) {
            return Link.skipped(Step.WORKLOAD, "The workload of " + subject.object().title() + " was not looked at.");
        }
        HasMetadata workload = workload(scaleSet);
        if (workload == null) {
            return Link.fail(
                Step.WORKLOAD,
                "The workload that " + subject.object().title() + " scales does not exist.",
                scaleSet.request().target() == null ? "Apply the scale set again." : "Create it, or change target."
            );
        }
        Optional<String> refused =
            workload instanceof Deployment deployment
                ? replicaFailure(deployment)
                : warning(subject.namespace(), "StatefulSet", workload.getMetadata().getName(), "FailedCreate");
        int replicas = count(workload);
        if (refused.isPresent() && replicas > 0) {
            return refused(refused.get());
        }
        String title = workload.getKind() + " " + workload.getMetadata().getName();
        if (replicas == 0) {
            return subject.waiting() == 0
                ? Link.pass(Step.WORKLOAD, "No job waits, and " + title + " has no replicas.")
                : Link.await(Step.WORKLOAD, title + " has no replicas yet.", "Wait for KEDA's next look.");
        }
        return atMost(subject, replicas, runners).orElse(
            Link.pass(Step.WORKLOAD, title + " has " + replicas + " replicas.")
        );
    }

    private @Nullable HasMetadata workload(StoredScaleSet scaleSet) {
        TargetRequest target = scaleSet.request().target();
        String namespace = scaleSet.key().namespace();
        String name = target == null ? ScaleSetNames.of(scaleSet.key()).fullname() : String.valueOf(target.name());
        boolean stateful =
            target == null ? scaleSet.request().persistence() != null : "StatefulSet".equals(target.kind());
        return stateful
            ? cluster.find(StatefulSet.class, namespace, name).orElse(null)
            : cluster.find(Deployment.class, namespace, name).orElse(null);
    }

    private static int count(HasMetadata workload) {
        Integer replicas =
            workload instanceof Deployment deployment
                ? deployment.getSpec().getReplicas()
                : ((StatefulSet) workload).getSpec().getReplicas();
        return Objects.requireNonNullElse(replicas, 1);
    }

    private static Optional<String> replicaFailure(Deployment deployment) {
        return deployment.getStatus() == null
            ? Optional.empty()
            : deployment
                  .getStatus()
                  .getConditions()
                  .stream()
                  .filter(c -> c.getType().equals("ReplicaFailure") && c.getStatus().equals("True"))
                  .map(c -> String.valueOf(c.getMessage()))
                  .findFirst();
    }

    /** Whether there are as many as KEDA may start, and each has a job: an idle one waits for another reason. */
    private static Optional<Link> atMost(
        Subject subject,
        int runs,
        Supplier<Optional<List<RegisteredRunner>>> runners
    ) {
        if (subject.waiting() == 0 || runs < subject.max()) {
            return Optional.empty();
        }
        boolean idle = runners
            .get()
            .map(all -> all.stream().anyMatch(r -> r.isIdle() && r.name().startsWith(subject.object().name())))
            .orElse(false);
        return idle
            ? Optional.empty()
            : Optional.of(
                  Link.fail(
                      Step.WORKLOAD,
                      "All " + runs + " runners that max allows are there, and have jobs.",
                      "Wait until one has finished, or raise max."
                  )
              );
    }

    private Optional<String> refusal(Job job) {
        return warning(job.getMetadata().getNamespace(), "Job", job.getMetadata().getName(), "FailedCreate");
    }

    /** The newest warning with a reason. */
    private Optional<String> warning(String namespace, String kind, String name, String reason) {
        return reader
            .events(namespace, kind, name)
            .stream()
            .filter(e -> "Warning".equals(e.getType()) && reason.equals(e.getReason()))
            .max(Comparator.comparing((Event e) -> String.valueOf(e.getMetadata().getCreationTimestamp())))
            .map(e -> String.valueOf(e.getMessage()));
    }

    private static Link refused(String message) {
        return Link.fail(
            Step.WORKLOAD,
            "Kubernetes refuses to create the runner: " + message,
            Refusals.remediation(message)
        );
    }

    private static boolean positive(@Nullable Integer number) {
        return number != null && number > 0;
    }
}
