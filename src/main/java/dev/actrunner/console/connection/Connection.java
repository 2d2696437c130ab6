package dev.actrunner.console.connection;

import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.forge.TrustedCa;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.keda.authentication.SecretTargetRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the cluster has it.
 *
 * @param platform what was found when it was last applied, null when nobody looked
 * @param ca where the forge's authority is, null for one that is trusted anyway
 * @param authentication KEDA's object, null when the operator brings their own
 * @param users the ScaledObjects and ScaledJobs that use it, as KEDA says
 * @param interval how often it is to be probed, by its annotation {@code console.actrunner.dev/interval}; null for as often
 *     as others
 * @param parameters what KEDA's object gives a trigger, and from which Secrets
 * @param otherParameters what it gives from somewhere else than Secrets
 * @param silence who wants to hear no more of it, null where nobody said so
 * @param etag changes whenever one of its objects does
 */
public record Connection(
    ConnectionKey key,
    ForgeUrl forge,
    @Nullable Platform platform,
    @Nullable CaRef ca,
    JobScope scope,
    RunnerLabels labels,
    SecretRef token,
    @Nullable AuthenticationRef authentication,
    List<String> users,
    @Nullable Duration interval,
    List<SecretTargetRef> parameters,
    List<String> otherParameters,
    @Nullable Silence silence,
    String etag
) {
    /**
     * Says that notifications of a connection are not wanted.
     *
     * @param by who said so, null where that is not known
     * @param at when, null where that is not known
     * @param until when it ends, null for an acknowledgement
     * @param finding the id of the finding that somebody takes care of, null where a time is given
     * @param reason why, empty where nobody said
     */
    public record Silence(
        @Nullable String by,
        @Nullable Instant at,
        @Nullable Instant until,
        @Nullable String finding,
        String reason
    ) {}

    /**
     * What is asked with a token.
     *
     * @param authority who vouches for the forge besides the console's own authorities, null for nobody
     */
    public ProbeTarget target(ApiToken apiToken, @Nullable TrustedCa authority) {
        return new ProbeTarget(forge, platform, scope, labels, apiToken, authority);
    }

    /** Whether it counts the jobs of the same forge and scope as another. */
    public boolean hasJobsOf(@Nullable Connection other) {
        return other != null && forge.equals(other.forge) && scope.equals(other.scope);
    }
}
