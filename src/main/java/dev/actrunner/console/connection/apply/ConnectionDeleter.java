package dev.actrunner.console.connection.apply;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.scaling.ConnectionUsers;
import dev.actrunner.console.connection.store.ConnectionList;
import dev.actrunner.console.connection.store.ConnectionReader;
import dev.actrunner.console.connection.store.ConnectionStore;
import dev.actrunner.console.connection.store.StoredConnection;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes a connection: what the console created, and nothing that others use or that was there before. */
final class ConnectionDeleter {

    private final Cluster cluster;
    private final ConnectionStore store;
    private final ConnectionUsers users;
    private final SecretReaderRole secretReaderRole;

    ConnectionDeleter(
        Cluster cluster,
        ConnectionStore store,
        ConnectionUsers users,
        SecretReaderRole secretReaderRole
    ) {
        this.cluster = cluster;
        this.store = store;
        this.users = users;
        this.secretReaderRole = secretReaderRole;
    }

    /**
     * Deletes what the console created, or in a dry run says what it would delete.
     *
     * @throws ConnectionException.InUse where ScaledObjects or ScaledJobs use the connection, unless forced
     */
    List<AppliedObject> delete(ConnectionKey key, boolean force, boolean dryRun, @Nullable String ifMatch) {
        ConnectionReader reads = store.reads(key);
        StoredConnection found = reads.found().orElseThrow(() -> new ConnectionException.NotFound(key));
        Connection connection = found.connection();
        if (ifMatch != null) {
            found.requireMatch(ifMatch);
        }
        List<String> using = force ? List.of() : users.now(connection);
        if (!using.isEmpty()) {
            throw new ConnectionException.InUse(key, using);
        }
        var removal = new ConnectionRemover(cluster, key, dryRun);
        List<AppliedObject> done = new ArrayList<>(removal.remove(found));
        // One, but where two were made at the same time and nobody has settled it.
        reads
            .authentications()
            .stream()
            .filter(each -> ConnectionWriter.isReplaced(each, found.authentication()))
            .forEach(each -> done.add(removal.remove(each)));
        Secret secret = found.secret();
        if (secret != null && StoredConnection.ownerOf(secret) == null && !isUsedByOthers(connection)) {
            removal.unbind(secret).ifPresent(done::add);
        }
        done.addAll(secretReaderRole.remove(key, dryRun));
        return done;
    }

    private boolean isUsedByOthers(Connection connection) {
        ConnectionList here = store.list(connection.key().namespace());
        return (
            !here.forbiddenNamespaces().isEmpty() ||
            here
                .items()
                .stream()
                .anyMatch(
                    other ->
                        !other.key().equals(connection.key()) &&
                        other.token().secretName().equals(connection.token().secretName())
                )
        );
    }
}
