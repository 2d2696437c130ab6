package dev.actrunner.console.connection.store;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.ClusterWatch;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.HelmRelease;
import dev.actrunner.console.connection.KubernetesNames;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.authentication.Authentication;
import dev.actrunner.console.keda.authentication.ClusterTriggerAuthentication;
import dev.actrunner.console.keda.authentication.TriggerAuthentication;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Follows the connections of the cluster by watching KEDA's authentications that carry the chart's component label: those
 * of the console and those that the Helm chart installed. Secrets are neither listed nor watched.
 */
@Component
public class ConnectionWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);
    private static final Map<String, String> CHARTS = Map.of(
        ConnectionLabels.COMPONENT,
        ConnectionLabels.OURS.getOrDefault(ConnectionLabels.COMPONENT, "")
    );

    private final ClusterWatch watch;
    private final Keda keda;
    /** How KEDA's objects of each connection are called, with their kinds; mostly one. */
    private final Map<ConnectionKey, List<String>> names = new ConcurrentHashMap<>();

    ConnectionWatch(ClusterWatch watch, Keda keda) {
        this.watch = watch;
        this.keda = keda;
    }

    /** Called from threads that must not be held up. */
    public interface Listener {
        /** A connection was added or changed. */
        void updated(Connection connection);

        /** A release of the Helm chart was added or changed. */
        void updated(HelmRelease release);

        void deleted(ConnectionKey key);
    }

    /** Begins, and begins anew by itself where the watch breaks, KEDA's kinds are not served yet or rights are missing. */
    public void start(Listener listener) {
        watch.follow(TriggerAuthentication.class, CHARTS, handler(listener));
        watch.follow(ClusterTriggerAuthentication.class, CHARTS, handler(listener));
    }

    private <T extends Authentication> ClusterWatch.Handler<T> handler(Listener listener) {
        return new ClusterWatch.Handler<>() {
            @Override
            public void updated(T authentication) {
                guarded(() -> notifyListener(authentication, listener));
            }

            @Override
            public void deleted(T authentication) {
                guarded(() ->
                    key(authentication).ifPresent(key -> {
                        forgetName(key, authentication);
                        listener.deleted(key);
                    })
                );
            }
        };
    }

    private void notifyListener(Authentication authentication, Listener listener) {
        Consumer<ConnectionKey> notify = key -> {
            Map<String, String> labels = authentication.getMetadata().getLabels();
            String manager = labels.getOrDefault(ConnectionLabels.MANAGED_BY, "");
            if (manager.equals(ConnectionLabels.OURS.get(ConnectionLabels.MANAGED_BY))) {
                rememberName(key, authentication);
                StoredConnection.read(key, authentication, null)
                    .map(StoredConnection::connection)
                    .ifPresentOrElse(listener::updated, () -> listener.deleted(key));
            } else {
                listener.updated(new HelmRelease(key, manager, authentication.getMetadata().getName()));
            }
        };
        key(authentication).ifPresent(notify);
    }

    /** Each change of an object tells its name again. */
    private void rememberName(ConnectionKey key, Authentication authentication) {
        names.merge(key, List.of(name(authentication)), (known, added) ->
            known.containsAll(added) ? known : Stream.of(known, added).flatMap(List::stream).toList()
        );
    }

    private void forgetName(ConnectionKey key, Authentication authentication) {
        String gone = name(authentication);
        names.computeIfPresent(key, (_, known) -> {
            List<String> left = known
                .stream()
                .filter(each -> !each.equals(gone))
                .toList();
            return left.isEmpty() ? null : left;
        });
    }

    private static String name(Authentication authentication) {
        return HasMetadata.getKind(authentication.getClass()) + "/" + authentication.getMetadata().getName();
    }

    /** The name of a connection's TriggerAuthentication; empty where none is known, or it has other objects too. */
    Optional<String> nameOf(ConnectionKey key) {
        List<String> known = names.getOrDefault(key, List.of());
        String prefix = HasMetadata.getKind(TriggerAuthentication.class) + "/";
        return known.size() == 1 && known.getFirst().startsWith(prefix)
            ? Optional.of(known.getFirst().substring(prefix.length()))
            : Optional.empty();
    }

    /** Whether all connections of the cluster are known, and this is none of them. */
    boolean isNew(ConnectionKey key) {
        return isComplete() && !isLimited() && !names.containsKey(key);
    }

    private Optional<ConnectionKey> key(Authentication authentication) {
        Map<String, String> labels = authentication.getMetadata().getLabels();
        String name = labels == null ? "" : labels.getOrDefault(ConnectionLabels.INSTANCE, "");
        String namespace = authentication.getMetadata().getNamespace();
        return KubernetesNames.problemWithConnection(name) == null
            ? Optional.of(new ConnectionKey(namespace == null ? keda.cached().namespace() : namespace, name))
            : Optional.empty();
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (ClusterException | ConnectionException e) {
            LOG.warn("A change in the cluster could not be followed: {}", e.getMessage());
        }
    }

    /** Whether the watch has its first lists and goes on. */
    public boolean isComplete() {
        return watch.isComplete();
    }

    /** Whether the console may watch some namespaces only. */
    public boolean isLimited() {
        return watch.isLimited();
    }

    @Override
    public void close() {
        watch.close();
    }
}
