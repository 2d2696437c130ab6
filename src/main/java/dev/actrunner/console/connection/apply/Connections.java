package dev.actrunner.console.connection.apply;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.access.AccessReviews;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.helm.HelmReleases;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.ConnectionSpec;
import dev.actrunner.console.connection.probe.CaCertificates;
import dev.actrunner.console.connection.probe.ConnectionProber;
import dev.actrunner.console.connection.probe.StoredConnectionProber;
import dev.actrunner.console.connection.scaling.ConnectionUsers;
import dev.actrunner.console.connection.scaling.ReportVisibility;
import dev.actrunner.console.connection.store.ConnectionList;
import dev.actrunner.console.connection.store.ConnectionStore;
import dev.actrunner.console.connection.store.FieldManagers;
import dev.actrunner.console.connection.store.MaskedManifest;
import dev.actrunner.console.connection.store.SecretForm;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.connection.store.VisibleConnection;
import dev.actrunner.console.forge.probe.RegisteredRunner;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds, applies, probes, and deletes the connections of the cluster. All calls throw {@link ClusterException} where the cluster refuses or does not answer,
 * and {@link ConnectionException} where the request cannot be met.
 */
@Component
public class Connections {

    private final Cluster cluster;
    private final HelmReleases releases;
    private final ConnectionStore store;
    private final ConnectionProber prober;
    private final StoredConnectionProber storedProber;
    private final AuditTrail auditTrail;
    private final SecretReaderRole secretReaderRole;
    private final AccessReviews access;
    private final CaCertificates caCertificates;
    private final ConnectionLocks locks;
    private final ConnectionUsers users;
    private final ConnectionDeleter deleter;
    private final ReportVisibility visibility;

    Connections(
        Cluster cluster,
        HelmReleases releases,
        ConnectionStore store,
        ConnectionProber prober,
        StoredConnectionProber storedProber,
        AuditTrail auditTrail,
        SecretReaderRole secretReaderRole,
        AccessReviews access,
        CaCertificates caCertificates,
        ConnectionLocks locks,
        ConnectionUsers users
    ) {
        this.users = users;
        this.access = access;
        this.caCertificates = caCertificates;
        this.locks = locks;
        this.secretReaderRole = secretReaderRole;
        this.auditTrail = auditTrail;
        this.storedProber = storedProber;
        this.cluster = cluster;
        this.releases = releases;
        this.store = store;
        this.prober = prober;
        this.deleter = new ConnectionDeleter(cluster, store, users, secretReaderRole);
        this.visibility = new ReportVisibility(access);
    }

    /** The connection, read from the cluster alone. */
    public Optional<Connection> find(ConnectionKey key) {
        return store.findVisible(key).map(StoredConnection::connection);
    }

    /** @throws ConnectionException.NotFound when there is none */
    public Connection require(ConnectionKey key) {
        return requireVisible(key).connection();
    }

    /** The ScaledObjects and ScaledJobs that use a connection, with their kinds: {@code ScaledObject ci}. */
    public List<String> users(Connection connection) {
        return users.cached(connection);
    }

    private StoredConnection requireVisible(ConnectionKey key) {
        return store.findVisible(key).orElseThrow(() -> new ConnectionException.NotFound(key));
    }

    /**
     * All connections with an object of KEDA's; without one there is nothing to list, because Secrets are never listed.
     *
     * @param namespace null for all namespaces that may be looked at
     */
    public ConnectionList list(@Nullable String namespace) {
        return store.list(namespace);
    }

    /**
     * Creates or changes a connection: the Secret first, KEDA's object after it. Everything is tried as a dry run before
     * anything is written; where it stops all the same, the same call completes it.
     */
    public ApplyResult apply(ConnectionKey key, ConnectionSpec spec, ApplyMode mode) {
        var applier = new ConnectionApplier(
            cluster,
            releases,
            store,
            prober,
            secretReaderRole,
            access,
            caCertificates,
            locks,
            users,
            key,
            spec,
            mode
        );
        return mode.options().dryRun()
            ? applier.run()
            : auditTrail.record("apply", key, applier::run, ApplyResult::resources);
    }

    /**
     * Deletes what the console made. An object that was there before stays, without the console's marks.
     *
     * @param force go on where ScaledObjects or ScaledJobs use it
     * @param ifMatch the etag it must have, null for any
     */
    public List<AppliedObject> delete(ConnectionKey key, boolean force, boolean dryRun, @Nullable String ifMatch) {
        return dryRun
            ? deleter.delete(key, force, true, ifMatch)
            : locks.call(key, () ->
                  auditTrail.record("delete", key, () -> deleter.delete(key, force, false, ifMatch), done -> done)
              );
    }

    /**
     * Probes now with the stored token.
     *
     * @param given triggers to be read besides those of the ScaledObjects and ScaledJobs that refer to the connection
     * @see StoredConnectionProber#probe
     */
    public ConnectionReport probe(ConnectionKey key, List<TriggerSpec> given) {
        return storedProber.probe(key, given);
    }

    /**
     * Probes a connection as the watch knows it, fetching its Secret alone.
     *
     * @param maxAge how old an answer may be that another connection got with the same forge, scope, labels and token
     */
    public ConnectionReport probeShared(Connection connection, Duration maxAge) {
        return storedProber.probeShared(connection, maxAge);
    }

    /**
     * Lists the runners that are registered at a connection's scope.
     *
     * @return empty where the forge does not tell
     */
    public Optional<List<RegisteredRunner>> runners(ConnectionKey key) {
        return storedProber.runners(key);
    }

    /**
     * A report as the caller may see it: without the ScaledObjects and ScaledJobs of other namespaces in which they may not
     * list them.
     *
     * @param namespace the connection's
     */
    public ConnectionReport visible(String namespace, ConnectionReport report) {
        return visibility.visible(namespace, report);
    }

    /**
     * The connection's manifests, the token masked.
     *
     * @param form in which form they give the Secret
     * @throws ConnectionException.NotFound when there is none
     */
    public List<Object> manifests(ConnectionKey key, SecretForm form) {
        return MaskedManifest.of(requireVisible(key), form);
    }

    /**
     * The connection with its objects.
     *
     * @throws ConnectionException.NotFound when there is none
     */
    public VisibleConnection details(ConnectionKey key) {
        StoredConnection found = requireVisible(key);
        return new VisibleConnection(found.connection(), MaskedManifest.of(found), FieldManagers.of(found));
    }
}
