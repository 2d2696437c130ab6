package dev.actrunner.console.connection.batch;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.rotate.CredentialDestination;
import dev.actrunner.console.connection.store.ConnectionStore;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.connection.store.StoredToken;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.TrustedCa;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives the token of a connection to whoever may read its Secret, so that others on the same forge can be set up with it. */
@Component
public class SharedToken {

    private final ConnectionStore store;
    private final CredentialDestination destination;

    SharedToken(ConnectionStore store, CredentialDestination destination) {
        this.store = store;
        this.destination = destination;
    }

    /**
     * A connection and its token, which is for the connection's forge and for no other.
     *
     * @param authority who vouches for the forge besides the console's own authorities, null for nobody
     */
    public record Source(Connection connection, ApiToken token, @Nullable TrustedCa authority) {}

    /**
     * Reads a connection with its token, as the caller.
     *
     * @throws ConnectionException.NotFound when there is none
     * @throws ConnectionException.Invalid where the token cannot be used, or may not be sent to the connection's forge
     */
    public Source of(ConnectionKey key) {
        StoredConnection found = store.find(key).orElseThrow(() -> new ConnectionException.NotFound(key));
        Connection connection = found.connection();
        TrustedCa authority = destination.authority(found);
        return switch (StoredToken.in(found.secret(), connection)) {
            case StoredToken.Usable(var token, _, _) -> new Source(connection, token, authority);
            case StoredToken.Unusable(_, var summary, var remediation) -> throw ConnectionException.invalid(
                "token",
                "cannot be used: " + summary + " " + remediation
            );
        };
    }
}
