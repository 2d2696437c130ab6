package dev.actrunner.console.connection.apply;

import static java.util.Objects.requireNonNull;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionSpec;
import dev.actrunner.console.connection.SecretRef;
import dev.actrunner.console.connection.TokenSource;
import dev.actrunner.console.connection.store.ChartNames;
import dev.actrunner.console.connection.store.ConnectionReader;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.connection.store.StoredToken;
import dev.actrunner.console.connection.store.TokenBinding;
import dev.actrunner.console.diagnosis.Redactor;
import dev.actrunner.console.forge.ApiToken;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the token with which a connection is applied, and the Secret that keeps it.
 *
 * @param token the token; {@link ApiToken#NONE} of a Secret that is not there yet
 * @param toStore the token to write into the Secret, null where the Secret keeps the one that it has
 * @param existing the Secret that was named, null for one of the console's
 */
record ResolvedToken(ApiToken token, SecretRef ref, @Nullable ApiToken toStore, @Nullable Secret existing) {
    /**
     * @param mayCome whether a Secret that is named may come later, from External Secrets or a sealed one
     * @throws ConnectionException.Invalid where there is none that could be sent, or it was stored for another host
     */
    static ResolvedToken of(
        ConnectionKey key,
        ConnectionSpec spec,
        Optional<StoredConnection> before,
        ConnectionReader reads,
        boolean mayCome
    ) {
        return switch (spec.token()) {
            case TokenSource.Given(ApiToken given, String secretKey) -> managed(key, spec, given, secretKey);
            case TokenSource.Existing(String name, String secretKey) -> {
                var ref = new SecretRef(name, secretKey, false);
                Secret secret = reads.secret(name).orElse(null);
                yield secret == null && mayCome
                    ? new ResolvedToken(ApiToken.NONE, ref, null, null)
                    : existing(key, spec, ref.as(secret), secret, "token.secretName");
            }
            case TokenSource.Stored() -> stored(key, spec, before);
        };
    }

    private static ResolvedToken managed(ConnectionKey key, ConnectionSpec spec, ApiToken token, String secretKey) {
        return new ResolvedToken(
            token,
            new SecretRef(ChartNames.of(key.name(), spec).secret(), secretKey, true),
            token,
            null
        );
    }

    private static ResolvedToken stored(ConnectionKey key, ConnectionSpec spec, Optional<StoredConnection> before) {
        if (before.isEmpty()) {
            throw new ConnectionException.Invalid(
                "token",
                "is missing: enter token.value, or token.secretName for an existing Secret"
            );
        }
        StoredConnection found = before.get();
        SecretRef ref = found.connection().token();
        Secret secret = found.secret();
        if (!ref.managed()) {
            // Nobody has named the Secret now: KEDA's object did, whoever wrote that.
            TokenBinding recorded = secret == null ? TokenBinding.NONE : TokenBinding.of(secret);
            if (!recorded.allows(spec.forge())) {
                StoredToken.Unusable unbound = StoredToken.unbound(key, ref, TokenBinding.to(spec.forge()));
                throw new ConnectionException.Invalid(
                    "token",
                    "is missing: " + unbound.summary() + " " + unbound.remediation()
                );
            }
            return existing(key, spec, ref, secret, "token");
        }
        ApiToken token = readable(secret, key, ref, "token");
        TokenBinding binding = TokenBinding.of(requireNonNull(secret));
        if (!binding.allows(spec.forge())) {
            throw new ConnectionException.Invalid(
                "token",
                "is missing: the stored one is for " +
                    (binding.isMissing()
                        ? "no forge that was recorded"
                        : Redactor.shown(String.valueOf(binding.forge()), 200)) +
                    " and is not sent to another host; enter it again"
            );
        }
        return managed(key, spec, token, ref.secretKey());
    }

    /** The token of a Secret that is not the console's, and that no other forge has. */
    private static ResolvedToken existing(
        ConnectionKey key,
        ConnectionSpec spec,
        SecretRef ref,
        @Nullable Secret secret,
        String field
    ) {
        if (secret == null && !ref.managed() && field.equals("token.secretName")) {
            throw new ConnectionException.Invalid(
                field,
                "names a Secret that does not exist in " +
                    key.namespace() +
                    ": create it first; if it comes later (External Secrets, a sealed Secret), apply with probe=skip, or force"
            );
        }
        ApiToken token = readable(secret, key, ref, field);
        TokenBinding binding = TokenBinding.of(requireNonNull(secret));
        if (!binding.isMissing() && !binding.allows(spec.forge())) {
            throw new ConnectionException.Invalid(
                field,
                "is for " +
                    Redactor.shown(String.valueOf(binding.forge()), 200) +
                    ", as is recorded on the Secret, and is not sent to " +
                    spec.forge() +
                    ". If that forge may have it: " +
                    TokenBinding.to(spec.forge()).command(key.namespace(), ref.secretName(), true)
            );
        }
        return new ResolvedToken(token, ref, null, secret);
    }

    /** Whether the token is in a Secret that somebody else is still to make. */
    boolean isAwaited() {
        return existing == null && toStore == null;
    }

    private static ApiToken readable(@Nullable Secret secret, ConnectionKey key, SecretRef ref, String field) {
        return switch (StoredToken.read(secret, key, ref)) {
            case StoredToken.Usable(ApiToken token, _, _) -> token;
            case StoredToken.Unusable(_, String summary, String remediation) -> throw new ConnectionException.Invalid(
                field,
                "cannot be read: " + summary + " " + remediation
            );
        };
    }
}
