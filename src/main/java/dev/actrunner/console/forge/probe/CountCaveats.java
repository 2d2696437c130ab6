package dev.actrunner.console.forge.probe;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ForgeVersion;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.LabelDemand;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.http.ForgeSession;
import dev.actrunner.console.forge.jobs.JobCounter;
import dev.actrunner.console.forge.jobs.JobRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds out why a count that was read without a fault may still be smaller than what waits, or includes jobs that no
 * runner will ever take.
 */
final class CountCaveats {

    /** The first Gitea that counts for others than administrators only what they may see (gitea#38406). */
    private static final ForgeVersion FIRST_WITH_PARTIAL_COUNT = new ForgeVersion(1, 27, 0);

    private static final int MAX_REPOSITORIES = 5;

    private final ForgeSession session;
    private final ProbeTarget target;
    private final ForgeMetadataCache.Known known;
    private final Platform platform;
    private final List<Check> found = new ArrayList<>();
    private @Nullable RegisteredRunners registered;

    CountCaveats(ForgeSession session, ProbeTarget target, ForgeMetadataCache.Known known) {
        this.session = session;
        this.target = target;
        this.known = known;
        this.platform = known.identity().platform();
    }

    /**
     * Returns the checks that warn.
     *
     * @param jobs those that were counted
     */
    List<Check> find(JobCounts counted, JobCounter jobs, WaitingSince waitingSince, Instant now)
        throws ProbeFailedException {
        if (actionsOff()) {
            found.add(
                Finding.ACTIONS_OFF_ON_INSTANCE.seen(
                    "The forge's API for runners is not there: Actions are disabled on it."
                )
            );
        }
        if (partial()) {
            found.add(
                Finding.COUNT_PARTIAL.seen(
                    "Jobs of " + target.scope().title() + " are counted only in repositories that the token may see."
                )
            );
        }
        if (counted.total() == 0) {
            if (target.scope() instanceof JobScope.User && nothingOwned()) {
                found.add(Finding.USER_OWNS_NOTHING.seen("There never was a job in a repository of the token's user."));
            }
            addOffline();
            return found;
        }
        List<LabelDemand> demands = jobs.waitingLabels();
        withoutLabels(demands);
        List<JobRow> waiting = jobs.rows().stream().filter(JobRow::isWaiting).toList();
        List<String> off = repositoriesWithoutActions(waiting);
        if (!off.isEmpty()) {
            long unrun = waiting
                .stream()
                .filter(j -> off.contains(repositoryOf(j)))
                .count();
            found.add(
                Finding.JOBS_ACTIONS_OFF.seen(
                    unrun +
                        " waiting jobs are of " +
                        String.join(", ", off) +
                        ", whose Actions are off: no runner gets them.",
                    "Cancel these jobs, or enable Actions at " + target.forge() + "/" + off.getFirst() + "/settings."
                )
            );
        }
        var runners = new RunnerCaveats(target, platform, runners());
        runners.addUnoffered(demands);
        runners.addUnserved(waiting, job -> !off.contains(repositoryOf(job)), waitingSince, now);
        if (counted.running() > 0) {
            runners.addStuck(jobs.runningRows(), now);
        }
        // What is wrong with the jobs comes first.
        runners.addOffline();
        found.addAll(runners.checks());
        return found;
    }

    private void addOffline() {
        try {
            var runners = new RunnerCaveats(target, platform, runners());
            runners.addOffline();
            found.addAll(runners.checks());
        } catch (ProbeFailedException _) {
            // What was found stands.
        }
    }

    /**
     * The runners' own API is mounted only where Actions are on ({@code routers/init.go} of both forges). It wants POST, so
     * that a GET is answered 405 there, as a real Gitea 1.26 does, and 404 where it is not mounted.
     */
    private boolean actionsOff() throws ProbeFailedException {
        return session.getAnonymously(target.forge().resolve("/api/actions/ping.v1.PingService/Ping")).status() == 404;
    }

    /** An organization's runners are listed for its owners and site administrators alone, whose count is whole. */
    private boolean partial() throws ProbeFailedException {
        if (platform != Platform.GITEA || !known.identity().version().atLeast(FIRST_WITH_PARTIAL_COUNT)) {
            return false;
        }
        if (known.reach().publicOnly()) {
            return true;
        }
        return target.scope() instanceof JobScope.Org && runners().status() == 403;
    }

    private RegisteredRunners runners() throws ProbeFailedException {
        if (registered == null) {
            registered = RegisteredRunners.ask(session, target, known.identity());
        }
        return registered;
    }

    /**
     * Gitea keeps all jobs that ever were, so none at all means that there never was one. Forgejo tells nothing of the past;
     * there the list of the user's repositories says it, where the token may read that too: it has those of teams as well,
     * so that only one which is the user's own counts.
     */
    private boolean nothingOwned() throws ProbeFailedException {
        if (platform == Platform.GITEA) {
            ForgeSession.ForgeResponse jobs = session.get(target.forge().resolve("/api/v1/user/actions/jobs?limit=1"));
            return jobs.status() == 200 && jobs.text().contains("\"total_count\":0");
        }
        ForgeSession.ForgeResponse user = session.get(target.forge().resolve("/api/v1/user"));
        String login = user.text().string("login");
        if (user.status() != 200 || login.isEmpty()) {
            return false;
        }
        ForgeSession.ForgeResponse owned = session.get(
            target.forge().resolve("/api/v1/users/" + login + "/repos?limit=1")
        );
        return owned.status() == 200 && owned.text().isEmptyArray();
    }

    private void withoutLabels(List<LabelDemand> demands) {
        long jobs = demands
            .stream()
            .filter(d -> d.labels().isEmpty())
            .mapToLong(LabelDemand::jobs)
            .sum();
        if (platform == Platform.FORGEJO && jobs > 0) {
            found.add(
                Finding.JOBS_WITHOUT_LABELS.seen(
                    jobs +
                        " waiting jobs have no runs-on: Forgejo counts them for no label and gives them to no runner."
                )
            );
        }
    }

    /** Returns where a job is from; empty where nothing says it. */
    private String repositoryOf(JobRow job) {
        if (job.repository() != null) {
            return job.repository();
        }
        return target.scope() instanceof JobScope.Repo(String owner, String repo) ? owner + "/" + repo : "";
    }

    /** Only of repositories that the token may read. */
    private List<String> repositoriesWithoutActions(List<JobRow> waiting) throws ProbeFailedException {
        List<String> repositories = waiting
            .stream()
            .map(this::repositoryOf)
            .filter(r -> !r.isEmpty())
            .distinct()
            .limit(MAX_REPOSITORIES)
            .toList();
        var off = new ArrayList<String>();
        for (String repository : repositories) {
            if (hasActionsOff(repository)) {
                off.add(repository);
            }
        }
        return off;
    }

    private boolean hasActionsOff(String repository) throws ProbeFailedException {
        ForgeSession.ForgeResponse answer = session.get(target.forge().resolve("/api/v1/repos/" + repository));
        if (answer.status() != 200) {
            return false;
        }
        JsonNode actions = answer.text().field("has_actions");
        return actions != null && actions.isBoolean() && !actions.asBoolean();
    }
}
