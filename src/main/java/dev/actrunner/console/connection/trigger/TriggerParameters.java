package dev.actrunner.console.connection.trigger;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.SecretData;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.keda.authentication.SecretTargetRef;
import dev.actrunner.console.keda.scaler.AuthParams;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resolves the parameters that KEDA would resolve for a trigger. */
public interface TriggerParameters {
    AuthParams of(TriggerSpec trigger);

    /**
     * Creates those of a trigger that is evaluated before there is an authentication, or that names none: what a
     * TriggerAuthentication would have to give so that the trigger sends the token.
     */
    static TriggerParameters wanted(ApiToken token) {
        return trigger -> {
            boolean header = trigger.get("keyParamName").equalsIgnoreCase("Authorization");
            return new AuthParams(
                Map.of(
                    "token",
                    token.reveal(),
                    "apiKey",
                    header && !trigger.get("method").equals("query") ? "token " + token.reveal() : token.reveal(),
                    "username",
                    "token",
                    "password",
                    token.reveal()
                ),
                java.util.Set.of()
            );
        };
    }

    /**
     * Creates those of a connection's triggers: those that refer to it get what its authentication gives, as far as that is
     * in the connection's own Secret; those that name none what they would need; of another authentication nothing is read.
     *
     * @param secret the connection's, of which is known that it may be sent to the forge
     */
    static TriggerParameters of(Connection connection, @Nullable Secret secret, ApiToken token) {
        TriggerParameters others = wanted(token);
        AuthParams own = resolved(connection, secret);
        return trigger -> {
            if (trigger.authentication() == null || connection.authentication() == null) {
                return others.of(trigger);
            }
            return connection.authentication().equals(trigger.authentication()) ? own : AuthParams.UNREAD;
        };
    }

    private static AuthParams resolved(Connection connection, @Nullable Secret secret) {
        var values = new HashMap<String, String>();
        var unread = new HashSet<>(connection.otherParameters());
        for (SecretTargetRef ref : connection.parameters()) {
            if (secret == null || !ref.name().equals(secret.getMetadata().getName())) {
                unread.add(ref.parameter());
                continue;
            }
            SecretData.text(secret, ref.key())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .ifPresent(value -> values.put(ref.parameter(), value));
        }
        return new AuthParams(Map.copyOf(values), java.util.Set.copyOf(unread));
    }
}
