package dev.actrunner.console.connection.rotate;

import dev.actrunner.console.cluster.ClusterCall;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.probe.CaCertificates;
import dev.actrunner.console.connection.store.ConnectionStore;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.connection.store.StoredToken;
import dev.actrunner.console.connection.store.TokenBinding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.diagnosis.Redactor;
import dev.actrunner.console.forge.TrustedCa;
import io.fabric8.kubernetes.api.model.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides whether what somebody entered may be sent to a connection's forge: only where the connection's Secret names that
 * forge, because whoever may write KEDA's object alone must not direct it.
 */
@Component
public class CredentialDestination {

    private final CaCertificates caCertificates;
    private final ConnectionStore store;

    CredentialDestination(CaCertificates caCertificates, ConnectionStore store) {
        this.caCertificates = caCertificates;
        this.store = store;
    }

    /**
     * Requires of a connection as it was read that its Secret names its forge, before anything else is directed there: the
     * runners of a scale set and what they register with, and KEDA. The Secret is read by the console, or where that may not,
     * by the caller; nothing of it is told.
     *
     * @throws ConnectionException.Invalid where the Secret does not exist, or does not say that it is for that forge
     */
    public void requireForge(Connection connection) {
        String name = connection.token().secretName();
        Secret secret = ClusterCall.asConsoleElseCaller(() -> store.secret(connection.key(), name)).orElse(null);
        boolean isFor = secret != null && TokenBinding.of(secret).allows(connection.forge());
        if (!isFor && StoredToken.in(secret, connection) instanceof StoredToken.Unusable unusable) {
            throw ConnectionException.invalid(
                "connection",
                "may not decide where the runners go: " + unusable.summary() + " " + unusable.remediation()
            );
        }
    }

    /**
     * Returns where a connection's new token, or the password that creates one, may be sent.
     *
     * @throws ConnectionException.Invalid where the Secret does not say that it is for the connection's forge
     */
    public static TokenBinding requireBound(StoredConnection found) {
        Connection connection = found.connection();
        Secret secret = found.secret();
        TokenBinding binding = secret == null ? TokenBinding.NONE : TokenBinding.of(secret);
        if (!binding.allows(connection.forge())) {
            throw new ConnectionException.Invalid(
                "token",
                "is not for " +
                    connection.forge() +
                    ", as far as the Secret " +
                    connection.token().secretName() +
                    " says (" +
                    (binding.isMissing() ? "nothing" : Redactor.shown(String.valueOf(binding.forge()), 200)) +
                    "), and nothing was sent there: set the connection up again with the right address and a token"
            );
        }
        return binding;
    }

    /**
     * Returns who may vouch for the forge before a credential is sent to it, which only the Secret's writers decide.
     *
     * @return null where the console's own authorities do
     * @throws ConnectionException.Invalid where it is not what was recorded, or cannot be read
     */
    public @Nullable TrustedCa authority(StoredConnection found) {
        TokenBinding binding = requireBound(found);
        Connection connection = found.connection();
        try {
            TrustedCa authority = caCertificates.fetch(connection.key().namespace(), connection.ca());
            if (!binding.trusts(connection.ca(), authority)) {
                throw new ConnectionException.Invalid(
                    "forge.ca",
                    "is not the one that was recorded on the Secret together with its token: set the connection up again" +
                        " if it was changed on purpose"
                );
            }
            return authority;
        } catch (ProbeFailedException e) {
            throw new ConnectionException.Invalid("forge.ca", String.valueOf(e.check().summary()));
        }
    }
}
