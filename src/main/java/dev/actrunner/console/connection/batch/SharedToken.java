package dev.actrunner.console.connection.batch;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.probe.CaCertificates;
import dev.actrunner.console.connection.store.ConnectionStore;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.connection.store.StoredToken;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ApiToken;
import org.springframework.stereotype.Component;

/** Gives the token of a connection to whoever may read its Secret, so that others on the same forge can be set up with it. */
@Component
public class SharedToken {

    private final ConnectionStore store;
    private final CaCertificates caCertificates;

    SharedToken(ConnectionStore store, CaCertificates caCertificates) {
        this.store = store;
        this.caCertificates = caCertificates;
    }

    /** A connection and its token, which is for the connection's forge and for no other. */
    public record Source(Connection connection, ApiToken token) {}

    /**
     * Reads a connection with its token, as the caller.
     *
     * @throws ConnectionException.NotFound when there is none
     * @throws ConnectionException.Invalid where the token cannot be used, or may not be sent to the connection's forge
     */
    public Source of(ConnectionKey key) {
        StoredConnection found = store.find(key).orElseThrow(() -> new ConnectionException.NotFound(key));
        Connection connection = found.connection();
        return switch (StoredToken.in(found.secret(), connection)) {
            case StoredToken.Usable(var token, var binding, _) -> {
                try {
                    if (binding.trusts(connection.ca(), caCertificates.fetch(key.namespace(), connection.ca()))) {
                        yield new Source(connection, token);
                    }
                } catch (ProbeFailedException unreadable) {
                    throw unusable(unreadable.check());
                }
                throw ConnectionException.invalid(
                    "forge.ca",
                    "is not the certificate authority with which the token was entered: enter the token again"
                );
            }
            case StoredToken.Unusable(var finding, var summary, var remediation) -> throw unusable(
                finding.seen(summary, remediation)
            );
        };
    }

    private static ConnectionException unusable(Check reason) {
        return ConnectionException.invalid(
            "token",
            "cannot be used: " + reason.summary() + " " + String.valueOf(reason.remediation())
        );
    }
}
