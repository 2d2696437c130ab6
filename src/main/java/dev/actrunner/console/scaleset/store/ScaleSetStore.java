package dev.actrunner.console.scaleset.store;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.Namespaces;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.KubernetesNames;
import dev.actrunner.console.connection.store.ConnectionLabels;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.diagnosis.Redactor;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.keda.scaling.ScaledJob;
import dev.actrunner.console.keda.scaling.ScaledObject;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.render.ScaleSetLabels;
import dev.actrunner.console.scaleset.render.ScaleSetNames;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds scale sets in the cluster by the labels and annotations of KEDA's objects. */
@Component
public class ScaleSetStore {

    private static final Logger LOG = LoggerFactory.getLogger(ScaleSetStore.class);

    private final Cluster cluster;
    private final Namespaces namespaces;

    ScaleSetStore(Cluster cluster, Namespaces namespaces) {
        this.cluster = cluster;
        this.namespaces = namespaces;
    }

    /** Finds a scale set; empty where there is none. */
    public Optional<StoredScaleSet> find(ScaleSetKey key) {
        String name = ScaleSetNames.of(key).fullname();
        return Stream.of(ScaledJob.class, ScaledObject.class)
            .flatMap(type -> cluster.find(type, key.namespace(), name).stream())
            .flatMap(object -> read(object).stream())
            .filter(found -> found.key().equals(key))
            .findFirst();
    }

    /**
     * Lists scale sets.
     *
     * @param namespace null for all that the caller may see
     */
    public ScaleSetList list(@Nullable String namespace) {
        var forbidden = new ArrayList<String>();
        List<HasMetadata> found = objects(namespace, forbidden);
        if (namespace == null && !forbidden.isEmpty()) {
            found = namespaces
                .known()
                .stream()
                .flatMap(each -> objects(each, forbidden).stream())
                .toList();
        }
        List<StoredScaleSet> items = found
            .stream()
            .flatMap(object -> read(object).stream())
            .sorted(Comparator.comparing(StoredScaleSet::key))
            .toList();
        return new ScaleSetList(items, forbidden.stream().distinct().toList());
    }

    private List<HasMetadata> objects(@Nullable String namespace, List<String> forbidden) {
        try {
            return Stream.<HasMetadata>concat(
                cluster.list(ScaledJob.class, namespace, ScaleSetLabels.OURS).stream(),
                cluster.list(ScaledObject.class, namespace, ScaleSetLabels.OURS).stream()
            ).toList();
        } catch (ClusterException.Forbidden _) {
            forbidden.add(namespace == null ? "*" : namespace);
            return List.of();
        }
    }

    /** Returns whether an object is of a scale set of the console's. */
    public static boolean isOf(ScaleSetKey key, HasMetadata object) {
        Map<String, String> labels = Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
        return (
            labels.entrySet().containsAll(ScaleSetLabels.OURS.entrySet()) &&
            key.name().equals(labels.get(ConnectionLabels.INSTANCE))
        );
    }

    /** Reads a scale set back; empty where the object is none, or its annotations were made unreadable. */
    private static Optional<StoredScaleSet> read(HasMetadata object) {
        Map<String, String> annotations = StoredConnection.annotations(object);
        Map<String, String> labels = Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
        String request = annotations.get(ScaleSetLabels.REQUEST);
        String connection = annotations.get(ScaleSetLabels.CONNECTION);
        if (request == null || connection == null || KubernetesNames.problemWithConnection(connection) != null) {
            return Optional.empty();
        }
        try {
            var key = new ScaleSetKey(
                object.getMetadata().getNamespace(),
                labels.getOrDefault(ConnectionLabels.INSTANCE, "")
            );
            return Optional.of(
                new StoredScaleSet(
                    key,
                    connection,
                    Platform.of(annotations.getOrDefault(ScaleSetLabels.PLATFORM, "")),
                    StoredRequest.read(request),
                    object
                )
            );
        } catch (IllegalArgumentException | ConnectionException e) {
            String reason = Redactor.shown(String.valueOf(e.getMessage()), 300);
            LOG.warn(
                "The annotations of {} {}/{} cannot be read: {}",
                object.getKind(),
                object.getMetadata().getNamespace(),
                object.getMetadata().getName(),
                reason
            );
            return Optional.empty();
        }
    }
}
