package dev.actrunner.console.connection;

import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.JobsEndpoint;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.keda.Trigger;

/** Which of KEDA's triggers reads which forge. */
public final class Triggers {

    private Triggers() {}

    /**
     * On Gitea {@code metrics-api} with {@code total_count}. On Forgejo {@code forgejo-runner}: its list is a bare array
     * that is {@code null} when empty, where {@code metrics-api} finds no number exactly when there is nothing to do.
     */
    public static Trigger of(ForgeUrl forge, Platform platform, JobScope scope, RunnerLabels labels) {
        return switch (platform) {
            case GITEA -> new Trigger.MetricsApi(JobsEndpoint.of(forge, platform, scope, labels).url(), "total_count");
            case FORGEJO -> new Trigger.ForgejoRunner(
                forge.value(),
                labels.toString(),
                scope instanceof JobScope.Admin,
                scope instanceof JobScope.Org(String org) ? org : null,
                scope instanceof JobScope.Repo(String owner, _) ? owner : null,
                scope instanceof JobScope.Repo(_, String repo) ? repo : null
            );
        };
    }
}
