package dev.actrunner.console.forge.jobs;

import dev.actrunner.console.diagnosis.CheckCollector;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.JobsEndpoint;
import dev.actrunner.console.forge.LabelDemand;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.identity.ForgeIdentity;
import java.util.List;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Counts the jobs that KEDA would count, and those that it would miss for their labels. */
public final class JobCounter {

    private final ProbeTarget target;
    private final ForgeIdentity found;
    private final JobsReader reader;
    private final CheckCollector findings;
    private JobsEndpoint endpoint;
    private List<LabelDemand> waitingLabels = List.of();
    private List<JobRow> rows = List.of();

    public JobCounter(ProbeTarget target, ForgeIdentity found, JobsReader reader, CheckCollector findings) {
        this.target = target;
        this.found = found;
        this.reader = reader;
        this.findings = findings;
        this.endpoint = JobsEndpoint.of(target.forge(), found.platform(), target.scope(), target.labels());
    }

    /** The list that was read last, or would be first. */
    public JobsEndpoint endpoint() {
        return endpoint;
    }

    /** Returns which labels the waiting jobs ask for. */
    public List<LabelDemand> waitingLabels() {
        return waitingLabels
            .stream()
            .map(d -> isOnForge(d.page()) ? d : new LabelDemand(d.labels(), d.jobs()))
            .toList();
    }

    /** Whoever answers in a forge's place does not choose where people are led to. */
    private boolean isOnForge(@Nullable String page) {
        HttpUrl url = page == null ? null : HttpUrl.parse(page);
        return url != null && target.forge().contains(url);
    }

    /** The jobs that were looked at: all states on Forgejo, queued ones on Gitea. */
    public List<JobRow> rows() {
        return rows;
    }

    /** Rows of running jobs, the oldest first as far as the forge gives them so. */
    public List<JobRow> runningRows() throws ProbeFailedException {
        List<JobRow> all = found.platform() == Platform.GITEA ? reader.page(endpoint.runningOnly()).rows() : rows;
        return all.stream().filter(JobRow::isRunning).toList();
    }

    public JobCounts count() throws ProbeFailedException {
        return switch (found.platform()) {
            case FORGEJO -> countOnForgejo(endpoint);
            case GITEA -> countOnGitea(endpoint);
        };
    }

    private JobCounts countOnForgejo(JobsEndpoint jobs) throws ProbeFailedException {
        if (!(target.scope() instanceof JobScope.Admin) || !found.hasNewerAdminPath()) {
            return listed(jobs, reader.list(jobs));
        }
        JobsResponse.JobList older = reader.listIfThere(jobs);
        if (older != null) {
            return listed(jobs, older);
        }
        JobsEndpoint newer = JobsEndpoint.newerForgejoAdmin(target.forge(), target.labels());
        endpoint = newer;
        JobCounts counted = listed(newer, reader.list(newer));
        findings.add(
            Finding.JOBS_NEWER_PATH.seen(
                "The list is at its newer path only: " +
                    counted.waiting() +
                    " waiting and " +
                    counted.running() +
                    " running.",
                "KEDA's forgejo-runner trigger calls the older path /api/v1/admin/runners/jobs: see that nothing between" +
                    " blocks it, or count an organization instead."
            )
        );
        return counted;
    }

    /** Counts the list with labels, and what it misses. */
    private JobCounts listed(JobsEndpoint jobs, JobsResponse.JobList list) throws ProbeFailedException {
        boolean everything = target.labels().isEmpty() || !found.countsWithoutLabels();
        JobsResponse.JobList all = everything ? list : reader.list(jobs.ofAllLabels());
        waitingLabels = all.waitingLabels();
        rows = list.rows();
        List<LabelDemand> missed = notMet();
        if (!everything && !missed.isEmpty() && list.counts().waiting() == 0) {
            findings.add(
                Finding.LABELS_MISS_JOBS.seen(
                    "Waiting jobs that this count misses ask for " +
                        text(missed) +
                        "; counted by " +
                        target.labels() +
                        "."
                )
            );
        }
        return list.counts();
    }

    private List<LabelDemand> notMet() {
        return waitingLabels
            .stream()
            // Jobs that Forgejo gives to nobody are a finding of their own.
            .filter(d -> !d.labels().isEmpty())
            .filter(d -> !d.isMetBy(target.labels(), found.platform()))
            .toList();
    }

    private static String text(List<LabelDemand> demands) {
        return demands.stream().limit(5).map(LabelDemand::toString).collect(Collectors.joining(", "));
    }

    private JobCounts countOnGitea(JobsEndpoint jobs) throws ProbeFailedException {
        long total = reader.page(jobs).totalCount();
        if (total == 0) {
            return new JobCounts(0, 0);
        }
        JobsResponse.CountedPage queued = reader.page(jobs.queuedOnly());
        waitingLabels = queued.waitingLabels();
        rows = queued.rows();
        long waiting = Math.min(total, queued.totalCount());
        return new JobCounts(waiting, total - waiting);
    }

    /** Checks the labels, once the jobs are counted. */
    public void checkLabels() throws ProbeFailedException {
        boolean given = !target.labels().isEmpty();
        if (found.platform() == Platform.GITEA) {
            List<LabelDemand> others = notMet();
            if (given && !others.isEmpty()) {
                findings.add(
                    Finding.LABELS_IGNORED.seen(
                        "Gitea counts jobs that runners with " +
                            target.labels() +
                            " cannot take: they ask for " +
                            text(others) +
                            "."
                    )
                );
            }
            findings.pass(
                CheckId.LABELS,
                given
                    ? "Gitea counts the jobs of all labels, not only of " + target.labels() + "."
                    : "Gitea counts jobs of all labels."
            );
        } else if (given) {
            List<LabelDemand> others = notMet();
            findings.pass(
                CheckId.LABELS,
                "Counts the jobs whose labels are all among " +
                    target.labels() +
                    (others.isEmpty() ? "." : "; others that wait ask for " + text(others) + ".")
            );
        } else if (found.countsWithoutLabels()) {
            findings.add(
                Finding.LABELS_WANTED.seen(
                    "No runner labels are given, and KEDA refuses a forgejo-runner trigger without them."
                )
            );
        } else {
            throw new ProbeFailedException(
                Finding.LABELS_MISSING,
                found.title() + " lists no jobs at all unless it is asked for labels."
            );
        }
    }
}
