package dev.actrunner.console.connection.probe;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.SecretRef;
import dev.actrunner.console.connection.trigger.RecommendedTrigger;
import dev.actrunner.console.connection.trigger.TriggerParameters;
import dev.actrunner.console.connection.trigger.TriggersToEvaluate;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.keda.scaling.Trigger;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a probe sends, and what it evaluates with the answer.
 *
 * @param namespace the connection's, null where none is chosen yet
 * @param triggers that somebody wrote
 * @param parameters what the triggers get from their authentication
 * @param tokenRef how KEDA gets the token, null before there is an authentication
 * @param tokenChecks what was found about the stored token before the forge was asked
 * @param maxAge how old an answer may be that another probe got for the same target
 */
record ProbeInput(
    ProbeTarget target,
    @Nullable String namespace,
    TriggersToEvaluate triggers,
    TriggerParameters parameters,
    @Nullable SecretRef tokenRef,
    List<Check> tokenChecks,
    Duration maxAge
) {
    /** Returns the input for a target of which nothing is stored. */
    static ProbeInput ofTarget(
        ProbeTarget target,
        @Nullable String namespace,
        TriggersToEvaluate triggers,
        Duration maxAge
    ) {
        return new ProbeInput(
            target,
            namespace,
            triggers,
            TriggerParameters.wanted(target.token()),
            null,
            List.of(),
            maxAge
        );
    }

    /**
     * Returns the input for a connection.
     *
     * @param secret the connection's, null where there is none
     */
    static ProbeInput ofConnection(
        Connection connection,
        ProbeTarget target,
        @Nullable Secret secret,
        TriggersToEvaluate triggers,
        List<Check> tokenChecks,
        Duration maxAge
    ) {
        return new ProbeInput(
            target,
            connection.key().namespace(),
            triggers,
            TriggerParameters.of(connection, secret, target.token()),
            connection.token(),
            tokenChecks,
            maxAge
        );
    }

    /**
     * Returns the trigger to give KEDA, null where KEDA has none that fits.
     *
     * @param platform null while unknown
     * @param timeout how long KEDA is to wait, null for the operator's own
     */
    @Nullable
    Trigger recommendedTrigger(@Nullable Platform platform, @Nullable Duration timeout) {
        return platform == null
            ? null
            : RecommendedTrigger.of(
                  target.forge(),
                  platform,
                  target.scope(),
                  target.labels(),
                  tokenRef,
                  timeout
              ).orElse(null);
    }
}
