package dev.actrunner.console.forge;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Findings;
import dev.actrunner.console.diagnosis.ProbeFailure;

/**
 * Why a count that was read without a fault may still be smaller than what waits.
 *
 * @param actionsOff whether Actions are disabled on the whole instance
 * @param partial whether the forge counts only repositories that the token's user may see
 * @param nothingOwned whether the token's user owns no repository that could have jobs
 */
record Doubts(boolean actionsOff, boolean partial, boolean nothingOwned) {
    /** The first Gitea that counts for others than administrators only what they may see (gitea#38406). */
    private static final ForgeVersion FIRST_WITH_PARTIAL_COUNT = new ForgeVersion(1, 27, 0);

    static Doubts ask(ForgeSession session, ProbeTarget target, ForgeMemory.Known known, JobCounts counted)
        throws ProbeFailure {
        return new Doubts(
            actionsOff(session, target.forge()),
            partial(session, target, known),
            counted.total() == 0 && target.scope() instanceof JobScope.User && nothingOwned(session, target, known)
        );
    }

    /**
     * The runners' own API is mounted only where Actions are on ({@code routers/init.go} of both forges). It wants POST, so
     * that a GET is answered 405 there, as a real Gitea 1.26 does, and 404 where it is not mounted.
     */
    private static boolean actionsOff(ForgeSession session, ForgeUrl forge) throws ProbeFailure {
        return session.glance(forge.resolve("/api/actions/ping.v1.PingService/Ping")).status() == 404;
    }

    /** An organization's runners are listed for its owners and site administrators alone, whose count is whole. */
    private static boolean partial(ForgeSession session, ProbeTarget target, ForgeMemory.Known known)
        throws ProbeFailure {
        ForgeIdentity identity = known.identity();
        if (identity.platform() != Platform.GITEA || !identity.version().atLeast(FIRST_WITH_PARTIAL_COUNT)) {
            return false;
        }
        if (known.reach().publicOnly()) {
            return true;
        }
        return (
            target.scope() instanceof JobScope.Org(String org) &&
            session.look(target.forge().resolve("/api/v1/orgs/" + org + "/actions/runners")).status() == 403
        );
    }

    /**
     * Gitea keeps all jobs that ever were, so none at all means that there never was one. Forgejo tells nothing of the
     * past; there the list of the user's own repositories says it, where the token may read that too.
     */
    private static boolean nothingOwned(ForgeSession session, ProbeTarget target, ForgeMemory.Known known)
        throws ProbeFailure {
        String path =
            known.identity().platform() == Platform.GITEA
                ? "/api/v1/user/actions/jobs?limit=1"
                : "/api/v1/user/repos?limit=1";
        ForgeSession.Glance answer = session.look(target.forge().resolve(path));
        return answer.status() == 200 && (answer.text().contains("\"total_count\":0") || answer.text().isEmptyArray());
    }

    void report(JobScope scope, JobCounts counted, Findings findings) {
        if (actionsOff) {
            findings.add(
                Finding.ACTIONS_OFF_ON_INSTANCE.seen(
                    "The forge's API for runners is not there: Actions are disabled on it."
                )
            );
        }
        if (partial) {
            findings.add(
                Finding.COUNT_PARTIAL.seen(
                    "Jobs of " + scope.title() + " are counted only in repositories that the token may see."
                )
            );
        }
        if (nothingOwned && counted.total() == 0) {
            findings.add(Finding.USER_OWNS_NOTHING.seen("There never was a job in a repository of the token's user."));
        }
    }
}
