package dev.actrunner.console.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Watches kinds by fabric8's informers, in all namespaces or, where that is forbidden, in those that are known. */
@Component
public class ClusterWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
    private static final Duration AGAIN = Duration.ofSeconds(15);

    private final KubernetesClient client;
    private final Cluster cluster;
    private final Namespaces namespaces;
    private volatile boolean limited;
    private final List<SharedIndexInformer<?>> informers = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor later = new ScheduledThreadPoolExecutor(
        1,
        Thread.ofVirtual().name("cluster-watch").factory()
    );

    ClusterWatch(KubernetesClient client, Cluster cluster, Namespaces namespaces) {
        this.client = client;
        this.cluster = cluster;
        this.namespaces = namespaces;
    }

    /** What is told of the objects of a kind. */
    public interface Handler<T> {
        /** An object is there, or was changed. */
        void updated(T object);

        /** @param object with its namespace, its name and its labels; of the rest nothing can be relied on */
        void deleted(T object);
    }

    /** Begins to follow the objects with these labels; never throws, and tries again until it can. */
    public <T extends HasMetadata> void follow(Class<T> type, Map<String, String> labels, Handler<T> handler) {
        later.execute(() -> begin(type, labels, handler));
    }

    private <T extends HasMetadata> void begin(Class<T> type, Map<String, String> labels, Handler<T> handler) {
        try {
            if (!cluster.serves(type)) {
                again(type, labels, handler, "the API server does not serve it");
                return;
            }
            try {
                cluster.list(type, null, Map.of("metadata.name", "nobody"));
                inform(type, null, labels, handler);
            } catch (ClusterException.Forbidden _) {
                if (HasMetadata.getKind(type).startsWith("Cluster")) {
                    return;
                }
                limited = true;
                for (String namespace : namespaces.known()) {
                    inform(type, namespace, labels, handler);
                }
            }
        } catch (ClusterException | KubernetesClientException e) {
            again(type, labels, handler, String.valueOf(e.getMessage()));
        }
    }

    private <T extends HasMetadata> void again(
        Class<T> type,
        Map<String, String> labels,
        Handler<T> handler,
        String reason
    ) {
        LOG.debug("{} cannot be watched yet: {}", HasMetadata.getKind(type), reason);
        if (!later.isShutdown()) {
            var _ = later.schedule(() -> begin(type, labels, handler), AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private <T extends HasMetadata> void inform(
        Class<T> type,
        @Nullable String namespace,
        Map<String, String> labels,
        Handler<T> handler
    ) {
        MixedOperation<T, KubernetesResourceList<T>, Resource<T>> all = client.resources(type);
        var some = namespace == null ? all.inAnyNamespace() : all.inNamespace(namespace);
        SharedIndexInformer<T> informer = some.withLabels(labels).runnableInformer(0);
        // Of the objects only what tells them apart is kept: their status and managedFields are most of their size.
        informer.itemStore(
            new ReducedStateItemStore<>(
                ReducedStateItemStore.NAME_KEY_STATE,
                type,
                client.getKubernetesSerialization(),
                "metadata.labels"
            )
        );
        // It goes on by itself whatever happens to the connection: the API server may be down for a while.
        informer.exceptionHandler((started, e) -> true);
        informer.addEventHandler(
            new ResourceEventHandler<>() {
                @Override
                public void onAdd(T object) {
                    handler.updated(object);
                }

                @Override
                public void onUpdate(T before, T object) {
                    handler.updated(object);
                }

                @Override
                public void onDelete(T object, boolean unknown) {
                    handler.deleted(object);
                }
            }
        );
        informers.add(informer);
        informer.start();
    }

    /** Whether every informer that was begun has its first list and goes on. */
    public boolean isComplete() {
        return !informers.isEmpty() && informers.stream().allMatch(i -> i.hasSynced() && i.isWatching());
    }

    /** Whether the console may watch some namespaces only. */
    public boolean isLimited() {
        return limited;
    }

    @Override
    public void close() {
        later.shutdownNow();
        informers.forEach(SharedIndexInformer::stop);
    }
}
