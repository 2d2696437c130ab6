package dev.actrunner.console.connection;

import dev.actrunner.console.forge.ApiToken;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token that a connection is applied with, and where it is kept.
 *
 * @param toStore the token to write into the Secret, null where the Secret stays as it is
 */
record ChosenToken(ApiToken token, SecretRef ref, @Nullable ApiToken toStore) {
    /** @throws ConnectionException.Invalid where there is none that could be sent, or it was stored for another host */
    static ChosenToken of(ConnectionKey key, ConnectionSpec spec, Optional<Found> before, ConnectionStore store) {
        return switch (spec.token()) {
            case TokenSource.Given(ApiToken given, String secretKey) -> managed(key, spec, given, secretKey);
            case TokenSource.Existing(String name, String secretKey) -> {
                var ref = new SecretRef(name, secretKey, false);
                Secret secret = store.secret(key, name).orElse(null);
                yield new ChosenToken(readable(secret, key, ref, "token.secretName"), ref, null);
            }
            case TokenSource.Stored() -> stored(key, spec, before);
        };
    }

    private static ChosenToken managed(ConnectionKey key, ConnectionSpec spec, ApiToken token, String secretKey) {
        return new ChosenToken(token, new SecretRef(ChartNames.of(key.name(), spec).secret(), secretKey, true), token);
    }

    private static ChosenToken stored(ConnectionKey key, ConnectionSpec spec, Optional<Found> before) {
        if (before.isEmpty()) {
            throw new ConnectionException.Invalid(
                "token",
                "is missing: give token.value, or token.secretName for a Secret that is there already"
            );
        }
        Connection connection = before.get().connection();
        if (!connection.forge().origin().equals(spec.forge().origin())) {
            throw new ConnectionException.Invalid(
                "token",
                "is missing: the stored one was given for " +
                    connection.forge() +
                    " and is not sent to another host; enter it again"
            );
        }
        SecretRef ref = connection.token();
        ApiToken token = readable(before.get().secret(), key, ref, "token");
        return ref.managed() ? managed(key, spec, token, ref.secretKey()) : new ChosenToken(token, ref, null);
    }

    private static ApiToken readable(@Nullable Secret secret, ConnectionKey key, SecretRef ref, String field) {
        return switch (StoredToken.in(secret, key, ref)) {
            case StoredToken.Usable(ApiToken token) -> token;
            case StoredToken.Unusable(_, String summary, String remedy) -> throw new ConnectionException.Invalid(
                field,
                "cannot be read: " + summary + " " + remedy
            );
        };
    }
}
