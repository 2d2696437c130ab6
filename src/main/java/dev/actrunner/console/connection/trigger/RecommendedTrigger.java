package dev.actrunner.console.connection.trigger;

import dev.actrunner.console.connection.SecretRef;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.JobsEndpoint;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.keda.scaling.Trigger;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses the KEDA trigger that reads a forge. */
public final class RecommendedTrigger {

    private RecommendedTrigger() {}

    /**
     * Chooses {@code metrics-api} with {@code total_count} on Gitea. On Forgejo {@code forgejo-runner}: its list is a bare
     * array that is {@code null} when empty, where {@code metrics-api} finds no number exactly when there is nothing to do.
     *
     * @param token how KEDA gets the token, null for a parameter {@code token}
     * @param timeout how long KEDA is to wait, null for the operator's own
     * @return empty where KEDA would refuse it, or sends what the forge does not take: forgejo-runner without labels, and
     *     parameters that the trigger does not read
     */
    public static Optional<Trigger> of(
        ForgeUrl forge,
        Platform platform,
        JobScope scope,
        RunnerLabels labels,
        @Nullable SecretRef token,
        @Nullable Duration timeout
    ) {
        boolean fits =
            platform == Platform.FORGEJO
                ? !labels.isEmpty() && (token == null || token.fitsForgejoRunner())
                : token == null || token.fitsMetricsApi();
        boolean header = token != null && token.isHeader();
        return fits ? Optional.of(read(forge, platform, scope, labels, header, timeout)) : Optional.empty();
    }

    private static Trigger read(
        ForgeUrl forge,
        Platform platform,
        JobScope scope,
        RunnerLabels labels,
        boolean header,
        @Nullable Duration timeout
    ) {
        return switch (platform) {
            case GITEA -> new Trigger.MetricsApi(
                JobsEndpoint.of(forge, platform, scope, labels).url(),
                "total_count",
                header,
                timeout
            );
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
