package dev.actrunner.console.forge;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Builds the URL of a forge's list of Actions jobs for a scope.
 *
 * @param url the whole address with its query, as the probe calls it
 */
public record JobsEndpoint(String url) {
    /** The paths of Forgejo's {@code …/runners/jobs} and Gitea's {@code …/actions/jobs}. */
    private static final Pattern JOBS = Pattern.compile(
        "api/v1/(?:(admin)/runners/jobs|(?:(admin)|(user)|orgs/([\\w.-]+)|repos/([\\w.-]+)/([\\w.-]+))/actions/(?:runners/)?jobs)"
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
    public static JobsEndpoint newerForgejoAdmin(ForgeUrl forge, RunnerLabels labels) {
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
    public JobsEndpoint ofAllLabels() {
        return new JobsEndpoint(HttpUrl.get(url).newBuilder().removeAllQueryParameters("labels").toString());
    }

    /** Gitea's list of the queued jobs alone, with as many of them as it gives by default. */
    public JobsEndpoint queuedOnly() {
        return ofStatus("queued");
    }

    /** Gitea's list of the running jobs alone. */
    public JobsEndpoint runningOnly() {
        return ofStatus("in_progress");
    }

    private JobsEndpoint ofStatus(String status) {
        return new JobsEndpoint(
            HttpUrl.get(url)
                .newBuilder()
                .removeAllQueryParameters("status")
                .addQueryParameter("status", status)
                .removeAllQueryParameters("limit")
                .toString()
        );
    }

    /**
     * Whether an address asks a forge for its jobs, on either platform's paths, or for its version: all that a trigger may be
     * evaluated with.
     */
    public static boolean isAt(ForgeUrl forge, HttpUrl url) {
        return path(forge, url)
            .filter(p -> p.equals("api/v1/version") || JOBS.matcher(p).matches())
            .isPresent();
    }

    /** Returns whose jobs are listed at an address; empty where it lists none of that forge. */
    public static Optional<JobScope> scopeAt(ForgeUrl forge, HttpUrl url) {
        Matcher match = JOBS.matcher(path(forge, url).orElse(""));
        if (!match.matches()) {
            return Optional.empty();
        }
        if (match.group(4) != null) {
            return Optional.of(new JobScope.Org(match.group(4)));
        }
        if (match.group(5) != null) {
            return Optional.of(new JobScope.Repo(match.group(5), match.group(6)));
        }
        return Optional.of(match.group(3) != null ? new JobScope.User() : new JobScope.Admin());
    }

    private static Optional<String> path(ForgeUrl forge, HttpUrl url) {
        int base = HttpUrl.get(forge.value() + "/")
            .encodedPath()
            .length();
        return forge.contains(url) ? Optional.of(url.encodedPath().substring(base)) : Optional.empty();
    }

    /** The part of a path that says whose it is, {@code admin} for the instance. */
    public static String owner(JobScope scope, String admin) {
        return switch (scope) {
            case JobScope.Admin() -> admin;
            case JobScope.Org(String org) -> "/orgs/" + org;
            case JobScope.User() -> "/user";
            case JobScope.Repo(String owner, String repo) -> "/repos/" + owner + "/" + repo;
        };
    }

    public HttpUrl toHttpUrl() {
        return HttpUrl.get(url);
    }
}
