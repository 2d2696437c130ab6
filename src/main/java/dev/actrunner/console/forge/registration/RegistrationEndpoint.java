package dev.actrunner.console.forge.registration;

import dev.actrunner.console.forge.ForgeVersion;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.JobsEndpoint;
import dev.actrunner.console.forge.Platform;
import java.util.Optional;

/**
 * Chooses the endpoint that registers runners, by platform, release and scope. Sources: {@code routers/api/v1/api.go} of
 * Forgejo 7 to 16 and of Gitea 1.22 to 1.27.
 *
 * @param path under {@code /api/v1}
 * @param isPost whether it is a POST, which needs a token with a write scope
 * @param createsRunner whether it creates one runner, and does not return a registration token
 */
record RegistrationEndpoint(String path, boolean isPost, boolean createsRunner) {
    private static final int FORGEJO_WITH_POST = 15;

    /**
     * @param version empty while it is not known: then the newest form is taken
     * @param forJobs whether the runners run one job each, and so may share one registration
     */
    static RegistrationEndpoint of(Platform platform, Optional<ForgeVersion> version, JobScope scope, boolean forJobs) {
        String owner = JobsEndpoint.owner(scope, "/admin");
        if (platform == Platform.GITEA) {
            boolean post = version.map(v -> v.major() > 1 || v.minor() >= 24).orElse(true);
            return post
                ? new RegistrationEndpoint(owner + "/actions/runners/registration-token", true, false)
                : token(owner, scope);
        }
        boolean creates = version.map(v -> v.atLeast(FORGEJO_WITH_POST)).orElse(true);
        // Runners that stay register one by one: two with one UUID would cancel each other's jobs.
        return creates && forJobs
            ? new RegistrationEndpoint(owner + "/actions/runners", true, true)
            : token(owner, scope);
    }

    private static RegistrationEndpoint token(String owner, JobScope scope) {
        String path = scope instanceof JobScope.Admin ? owner + "/runners" : owner + "/actions/runners";
        return new RegistrationEndpoint(path + "/registration-token", false, false);
    }

    /** Returns the token scope that it needs. */
    String tokenScope(JobScope scope) {
        return isPost ? scope.tokenScope().replace("read:", "write:") : scope.tokenScope();
    }
}
