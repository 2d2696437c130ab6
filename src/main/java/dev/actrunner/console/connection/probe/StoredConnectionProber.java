package dev.actrunner.console.connection.probe;

import dev.actrunner.console.cluster.ClusterCall;
import dev.actrunner.console.cluster.access.AccessReviews;
import dev.actrunner.console.cluster.access.AccessReviews.Right;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.scaling.ScaledResourceCheck;
import dev.actrunner.console.connection.scaling.ScaledResourceReferences;
import dev.actrunner.console.connection.store.ConnectionStore;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.connection.store.StoredToken;
import dev.actrunner.console.connection.trigger.TriggersToEvaluate;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.probe.RegisteredRunner;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.authentication.Authentication;
import dev.actrunner.console.keda.scaling.ScaledResources;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Probes connections that are in the cluster, with their stored tokens and the triggers that refer to them. */
@Component
public class StoredConnectionProber {

    /** Each trigger costs the forge a request. */
    private static final int MAX_TRIGGERS = 10;

    private final ConnectionStore store;
    private final ConnectionProber prober;
    private final Keda keda;
    private final ScaledResourceCheck scaledResourceCheck;
    private final AccessReviews access;

    StoredConnectionProber(
        ConnectionStore store,
        ConnectionProber prober,
        Keda keda,
        ScaledResourceCheck scaledResourceCheck,
        AccessReviews access
    ) {
        this.store = store;
        this.prober = prober;
        this.keda = keda;
        this.scaledResourceCheck = scaledResourceCheck;
        this.access = access;
    }

    /**
     * Probes now. Who may see a connection may have it probed: the Secret is then read by the console itself, or where that
     * may not, by the caller. Triggers are evaluated with the token only for who may read it.
     *
     * @param given triggers to be read besides those of the ScaledObjects and ScaledJobs that refer to the connection
     * @throws ConnectionException.NotFound when there is no such connection
     */
    public ConnectionReport probe(ConnectionKey key, List<TriggerSpec> given) {
        if (CurrentIdentity.isConsole()) {
            return readAndProbe(key, TriggersToEvaluate.evaluated(given), null);
        }
        Connection connection = requireVisible(key);
        String secret = connection.token().secretName();
        boolean readsToken = access.may(Right.GET_SECRET, key.namespace(), secret);
        var triggers = new TriggersToEvaluate(given, readsToken ? null : "you may not read the Secret with the token");
        return ClusterCall.asConsoleElseCaller(() -> readAndProbe(key, triggers, secret));
    }

    /**
     * Lists the runners that are registered at a connection's scope. Who may see a connection may see them.
     *
     * @return empty where the forge does not tell, or the token may not be sent to it
     * @throws ConnectionException.NotFound when there is no such connection
     */
    public Optional<List<RegisteredRunner>> runners(ConnectionKey key) {
        requireVisible(key);
        return ClusterCall.asConsoleElseCaller(() -> {
            StoredConnection found = store.find(key).orElseThrow(() -> new ConnectionException.NotFound(key));
            try {
                return prober.runners(found.connection(), found.secret());
            } catch (ProbeFailedException _) {
                // A probe tells why.
                return Optional.empty();
            }
        });
    }

    private Connection requireVisible(ConnectionKey key) {
        return store
            .findVisible(key)
            .orElseThrow(() -> new ConnectionException.NotFound(key))
            .connection();
    }

    /** @param secret the Secret whose readers the triggers are evaluated for; null for whichever it is */
    private ConnectionReport readAndProbe(ConnectionKey key, TriggersToEvaluate triggers, @Nullable String secret) {
        keda.refresh(key.namespace());
        StoredConnection found = store.find(key).orElseThrow(() -> new ConnectionException.NotFound(key));
        boolean isSame = secret == null || secret.equals(found.connection().token().secretName());
        TriggersToEvaluate given = isSame
            ? triggers
            : new TriggersToEvaluate(triggers.triggers(), "the connection has another Secret now; probe again");
        return probeAndComplete(found.connection(), found.secret(), found.authentication(), given, Duration.ZERO);
    }

    /**
     * Probes a connection as the watch knows it, fetching its Secret alone.
     *
     * @param maxAge how old an answer may be that another connection got with the same forge, scope, labels and token
     */
    public ConnectionReport probeShared(Connection connection, Duration maxAge) {
        Secret secret = store.secret(connection.key(), connection.token().secretName()).orElse(null);
        return probeAndComplete(connection, secret, null, TriggersToEvaluate.NONE, maxAge);
    }

    /** @param authentication KEDA's object, null where it was not fetched */
    private ConnectionReport probeAndComplete(
        Connection connection,
        @Nullable Secret secret,
        @Nullable Authentication authentication,
        TriggersToEvaluate given,
        Duration maxAge
    ) {
        String namespace = connection.key().namespace();
        ScaledResources scaledResources = keda.scaledResources(namespace);
        // Only those beside the connection: what somebody writes in another namespace is no matter of this one's verdict.
        Stream<TriggerSpec> referring = ScaledResourceReferences.around(scaledResources, connection)
            .stream()
            .filter(s -> s.namespace().equals(namespace))
            .flatMap(s -> ScaledResourceReferences.of(s, connection).stream())
            .limit(MAX_TRIGGERS);
        var triggers = new TriggersToEvaluate(
            Stream.concat(given.triggers().stream(), referring).toList(),
            given.withheld()
        );
        StoredToken stored = StoredToken.in(secret, connection);
        ConnectionReport report = prober.probeConnection(connection, stored, secret, triggers, maxAge);
        return scaledResourceCheck.complete(connection, secret, authentication, report, scaledResources);
    }
}
