package dev.actrunner.console.forge;

import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Where a forge lists its Actions jobs for a scope.
 *
 * @param url the whole address with its query, as the probe calls it
 */
public record JobsEndpoint(String url) {
    /** The paths of Forgejo's {@code …/runners/jobs} and Gitea's {@code …/actions/jobs}, and {@code version}. */
    private static final Pattern EVALUATED = Pattern.compile(
        "api/v1/(version|admin/runners/jobs|(admin|user|orgs/[\\w.-]+|repos/[\\w.-]+/[\\w.-]+)/actions/(runners/)?jobs)"
    );

    /**
     * The address that KEDA's trigger reads. On Forgejo that is the older path of the administrator's list, which is the
     * one the {@code forgejo-runner} scaler calls ({@code getRunnerJobURL} in KEDA's {@code forgejo_runner_scaler.go});
     * on Gitea it selects the queued and the running jobs ({@code status=waiting} would select the blocked ones,
     * {@code convertToInternal} in Gitea's {@code routers/api/v1/shared/action.go}).
     */
    public static JobsEndpoint of(ForgeUrl forge, Platform platform, JobScope scope, RunnerLabels labels) {
        return switch (platform) {
            case GITEA -> new JobsEndpoint(
                forge
                    .resolve("/api/v1" + owner(scope, "/admin") + "/actions/jobs")
                    .newBuilder()
                    .addQueryParameter("status", "queued")
                    .addQueryParameter("status", "in_progress")
                    .addQueryParameter("limit", "1")
                    .toString()
            );
            case FORGEJO -> forgejo(
                forge,
                scope instanceof JobScope.Admin
                    ? "/admin/runners/jobs"
                    : owner(scope, "/admin") + "/actions/runners/jobs",
                labels
            );
        };
    }

    /** The administrator's list under its newer path, which Forgejo has from 15.0 on. */
    static JobsEndpoint newerForgejoAdmin(ForgeUrl forge, RunnerLabels labels) {
        return forgejo(forge, "/admin/actions/runners/jobs", labels);
    }

    private static JobsEndpoint forgejo(ForgeUrl forge, String path, RunnerLabels labels) {
        HttpUrl.Builder url = forge.resolve("/api/v1" + path).newBuilder();
        if (!labels.isEmpty()) {
            // As KEDA writes it: the comma as it is, and the labels hold nothing that wants escaping.
            url.addEncodedQueryParameter("labels", labels.toString());
        }
        return new JobsEndpoint(url.toString());
    }

    /** Forgejo's list of the jobs of all labels, which it has from 14 on. */
    JobsEndpoint ofAllLabels() {
        return new JobsEndpoint(HttpUrl.get(url).newBuilder().removeAllQueryParameters("labels").toString());
    }

    /** Gitea's list of the queued jobs alone, with as many of them as it gives by default. */
    JobsEndpoint queuedOnly() {
        return new JobsEndpoint(
            HttpUrl.get(url)
                .newBuilder()
                .removeAllQueryParameters("status")
                .addQueryParameter("status", "queued")
                .removeAllQueryParameters("limit")
                .toString()
        );
    }

    /**
     * Whether an address asks a forge for its jobs, on either platform's paths, or for its version: all that a trigger may be
     * evaluated with.
     */
    static boolean isAt(ForgeUrl forge, HttpUrl url) {
        String base = HttpUrl.get(forge.value() + "/").encodedPath();
        return forge.contains(url) && EVALUATED.matcher(url.encodedPath().substring(base.length())).matches();
    }

    private static String owner(JobScope scope, String admin) {
        return switch (scope) {
            case JobScope.Admin() -> admin;
            case JobScope.Org(String org) -> "/orgs/" + org;
            case JobScope.User() -> "/user";
            case JobScope.Repo(String owner, String repo) -> "/repos/" + owner + "/" + repo;
        };
    }

    HttpUrl toHttpUrl() {
        return HttpUrl.get(url);
    }
}
