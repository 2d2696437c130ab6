package dev.actrunner.console.connection;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.keda.Authentication;
import dev.actrunner.console.keda.ClusterTriggerAuthentication;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.TriggerAuthentication;
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
class ConnectionStore {

    private static final Comparator<Authentication> OLDEST_FIRST = Comparator.comparing((Authentication a) ->
        String.valueOf(a.getMetadata().getCreationTimestamp())
    ).thenComparing(a -> String.valueOf(a.getMetadata().getUid()));

    private final Cluster cluster;
    private final Keda keda;

    ConnectionStore(Cluster cluster, Keda keda) {
        this.cluster = cluster;
        this.keda = keda;
    }

    Optional<Found> find(ConnectionKey key) {
        return authentication(key)
            .flatMap(a -> a.tokenSource().flatMap(ref -> Found.read(key, a, secret(key, ref.name()).orElse(null))))
            .or(() -> withoutAuthentication(key));
    }

    /** The same for whoever may see a connection but not its Secret, of which nothing is shown. */
    Optional<Found> look(ConnectionKey key) {
        return authentication(key)
            .flatMap(a -> a.tokenSource().flatMap(ref -> Found.read(key, a, visible(key, ref.name()).orElse(null))))
            .or(() -> {
                try {
                    return withoutAuthentication(key);
                } catch (ClusterException.Forbidden _) {
                    return Optional.empty();
                }
            });
    }

    private Optional<Secret> visible(ConnectionKey key, String name) {
        try {
            return secret(key, name);
        } catch (ClusterException.Forbidden _) {
            return Optional.empty();
        }
    }

    Optional<Secret> secret(ConnectionKey key, String name) {
        return cluster.find(Secret.class, key.namespace(), name);
    }

    private Optional<? extends Authentication> authentication(ConnectionKey key) {
        return authentications(key).stream().min(OLDEST_FIRST);
    }

    /** KEDA's objects of a connection: one, but where two were made at the same time. */
    List<? extends Authentication> authentications(ConnectionKey key) {
        Map<String, String> labels = Marks.of(key);
        var inNamespace = cluster.list(TriggerAuthentication.class, key.namespace(), labels);
        if (!inNamespace.isEmpty()) {
            return inNamespace;
        }
        try {
            var clusterScoped = cluster.list(ClusterTriggerAuthentication.class, null, labels);
            return clusterScoped.isEmpty() || !key.namespace().equals(keda.namespace()) ? List.of() : clusterScoped;
        } catch (ClusterException.Forbidden _) {
            return List.of();
        }
    }

    private Optional<Found> withoutAuthentication(ConnectionKey key) {
        return secret(key, ChartNames.of(key.name(), null, null, null).secret())
            .filter(s ->
                Marks.of(key)
                    .entrySet()
                    .stream()
                    .allMatch(l -> hasLabel(s, l))
            )
            .flatMap(s -> Found.read(key, s));
    }

    private static boolean hasLabel(Secret secret, Map.Entry<String, String> label) {
        Map<String, String> labels = secret.getMetadata().getLabels();
        return labels != null && label.getValue().equals(labels.get(label.getKey()));
    }

    /** @param namespace null for all that the caller may see */
    ConnectionList list(@Nullable String namespace) {
        List<String> unreachable = new ArrayList<>();
        List<Connection> found = new ArrayList<>();
        for (TriggerAuthentication each : namespaced(namespace, unreachable)) {
            read(each.getMetadata().getNamespace(), each).ifPresent(found::add);
        }
        try {
            var clusterScoped = cluster.list(ClusterTriggerAuthentication.class, null, Marks.OURS);
            String home = clusterScoped.isEmpty() ? "" : keda.namespace();
            if (namespace == null || namespace.equals(home)) {
                clusterScoped.forEach(each -> read(home, each).ifPresent(found::add));
            }
        } catch (ClusterException.Forbidden _) {
            // Whoever may not list them has none to show; every namespace that could be asked was.
            return sorted(found, unreachable);
        }
        return sorted(found, unreachable);
    }

    private List<TriggerAuthentication> namespaced(@Nullable String namespace, List<String> unreachable) {
        try {
            return cluster.list(TriggerAuthentication.class, namespace, Marks.OURS);
        } catch (ClusterException.Forbidden _) {
            if (namespace != null) {
                unreachable.add(namespace);
                return List.of();
            }
        }
        unreachable.add("*");
        return cluster
            .knownNamespaces()
            .stream()
            .flatMap(each -> inOne(each, unreachable))
            .toList();
    }

    private Stream<TriggerAuthentication> inOne(String namespace, List<String> unreachable) {
        try {
            return cluster.list(TriggerAuthentication.class, namespace, Marks.OURS).stream();
        } catch (ClusterException.Forbidden _) {
            unreachable.add(namespace);
            return Stream.of();
        }
    }

    /** The connection of an object of KEDA's; empty where it is none. */
    static Optional<Connection> read(String namespace, Authentication authentication) {
        String name = authentication.getMetadata().getLabels().getOrDefault(Marks.INSTANCE, "");
        if (KubernetesNames.problemWithConnection(name) != null) {
            return Optional.empty();
        }
        return Found.read(new ConnectionKey(namespace, name), authentication, null).map(Found::connection);
    }

    private static ConnectionList sorted(List<Connection> found, List<String> unreachable) {
        found.sort(Comparator.comparing(Connection::key));
        return new ConnectionList(List.copyOf(found), List.copyOf(unreachable));
    }
}
