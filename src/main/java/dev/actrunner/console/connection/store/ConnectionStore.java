package dev.actrunner.console.connection.store;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.Namespaces;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.KubernetesNames;
import dev.actrunner.console.connection.store.ConnectionReader.Lookup;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.authentication.Authentication;
import dev.actrunner.console.keda.authentication.ClusterTriggerAuthentication;
import dev.actrunner.console.keda.authentication.TriggerAuthentication;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds connections in the cluster. KEDA's objects are listed by their labels; Secrets are only ever fetched by name,
 * because the right to list them is the right to read them all.
 */
@Component
public class ConnectionStore {

    private final Cluster cluster;
    private final Namespaces namespaces;
    private final Keda keda;
    private final ConnectionWatch watch;

    ConnectionStore(Cluster cluster, Namespaces namespaces, Keda keda, ConnectionWatch watch) {
        this.cluster = cluster;
        this.namespaces = namespaces;
        this.keda = keda;
        this.watch = watch;
    }

    /**
     * Reads one connection's objects as they are from now on: by the name that the watch knows, because to list them takes up to
     * 100 ms more. Since Kubernetes 1.31 the API server answers a list from a cache, and waits until etcd has told that how
     * far it is ({@code ConsistentListFromCache}).
     */
    public ConnectionReader reads(ConnectionKey key) {
        return reads(key, watch.nameOf(key).<Lookup>map(Lookup.ByName::new).orElseGet(Lookup.ByLabels::new));
    }

    /**
     * The same for a change that nothing but other writers can keep from creating the connection, and that looks for them
     * afterwards: one that the watch does not know is taken for a new one.
     */
    public ConnectionReader readsForCreation(ConnectionKey key) {
        return watch.isNew(key) ? reads(key, new Lookup.OfNew()) : reads(key);
    }

    /** The same without what the watch knows, for a change that somebody else has come across. */
    public ConnectionReader readsAnew(ConnectionKey key) {
        return reads(key, new Lookup.ByLabels());
    }

    /** The same as they are once an object of KEDA's is there, for the change that created it. */
    public ConnectionReader readsSince(ConnectionKey key, HasMetadata created) {
        return reads(key, new Lookup.Since(created));
    }

    private ConnectionReader reads(ConnectionKey key, Lookup lookup) {
        return new ConnectionReader(cluster, namespaces, keda, key, lookup);
    }

    /** A connection with all its objects; empty where there is none. */
    public Optional<StoredConnection> find(ConnectionKey key) {
        return reads(key).found();
    }

    /** The same for whoever may see a connection but not its Secret, of which nothing is shown. */
    public Optional<StoredConnection> findVisible(ConnectionKey key) {
        return reads(key).visible();
    }

    public Optional<Secret> secret(ConnectionKey key, String name) {
        return cluster.find(Secret.class, key.namespace(), name);
    }

    /** @param namespace null for all that the caller may see */
    public ConnectionList list(@Nullable String namespace) {
        List<String> forbiddenNamespaces = new ArrayList<>();
        List<Connection> found = new ArrayList<>();
        for (TriggerAuthentication each : namespaced(namespace, forbiddenNamespaces)) {
            read(each.getMetadata().getNamespace(), each).ifPresent(found::add);
        }
        try {
            var clusterScoped = cluster.list(ClusterTriggerAuthentication.class, null, ConnectionLabels.OURS);
            String home = clusterScoped.isEmpty() ? "" : keda.namespace();
            if (namespace == null || namespace.equals(home)) {
                clusterScoped.forEach(each -> read(home, each).ifPresent(found::add));
            }
        } catch (ClusterException.Forbidden _) {
            // Whoever may not list them has none to show; every namespace that could be asked was.
            return sorted(found, forbiddenNamespaces);
        }
        return sorted(found, forbiddenNamespaces);
    }

    private List<TriggerAuthentication> namespaced(@Nullable String namespace, List<String> forbiddenNamespaces) {
        try {
            return cluster.list(TriggerAuthentication.class, namespace, ConnectionLabels.OURS);
        } catch (ClusterException.Forbidden _) {
            if (namespace != null) {
                forbiddenNamespaces.add(namespace);
                return List.of();
            }
        }
        forbiddenNamespaces.add("*");
        return namespaces
            .known()
            .stream()
            .flatMap(each -> inOne(each, forbiddenNamespaces))
            .toList();
    }

    private Stream<TriggerAuthentication> inOne(String namespace, List<String> forbiddenNamespaces) {
        try {
            return cluster.list(TriggerAuthentication.class, namespace, ConnectionLabels.OURS).stream();
        } catch (ClusterException.Forbidden _) {
            forbiddenNamespaces.add(namespace);
            return Stream.of();
        }
    }

    /** The connection of an object of KEDA's; empty where it is none. */
    public static Optional<Connection> read(String namespace, Authentication authentication) {
        String name = authentication.getMetadata().getLabels().getOrDefault(ConnectionLabels.INSTANCE, "");
        if (KubernetesNames.problemWithConnection(name) != null) {
            return Optional.empty();
        }
        return StoredConnection.read(new ConnectionKey(namespace, name), authentication, null).map(
            StoredConnection::connection
        );
    }

    private static ConnectionList sorted(List<Connection> found, List<String> forbiddenNamespaces) {
        found.sort(Comparator.comparing(Connection::key));
        return new ConnectionList(List.copyOf(found), List.copyOf(forbiddenNamespaces));
    }
}
