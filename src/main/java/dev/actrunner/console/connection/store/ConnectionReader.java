package dev.actrunner.console.connection.store;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.Namespaces;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.KedaNotInstalledException;
import dev.actrunner.console.keda.authentication.Authentication;
import dev.actrunner.console.keda.authentication.ClusterTriggerAuthentication;
import dev.actrunner.console.keda.authentication.TriggerAuthentication;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects of one connection, each once, for one change that is decided on what they were then. All calls throw
 * {@link ClusterException}.
 */
public final class ConnectionReader {

    private static final Comparator<Authentication> OLDEST_FIRST = Comparator.comparing((Authentication a) ->
        String.valueOf(a.getMetadata().getCreationTimestamp())
    ).thenComparing(a -> String.valueOf(a.getMetadata().getUid()));

    private final Cluster cluster;
    private final Namespaces namespaces;
    private final Keda keda;
    private final ConnectionKey key;
    private final Lookup lookup;
    private final Map<String, FutureTask<?>> reads = new ConcurrentHashMap<>();

    /** How KEDA's objects of the connection are found. */
    sealed interface Lookup {
        /** By their labels, as they are now. */
        record ByLabels() implements Lookup {}

        /** By the name that the watch knows, and by their labels where there is none of that name. */
        record ByName(String name) implements Lookup {}

        /** By the name that they usually have; whoever has made others a moment ago is noticed later. */
        record OfNew() implements Lookup {}

        /** By their labels, as they are once one of them is there. */
        record Since(HasMetadata created) implements Lookup {}
    }

    ConnectionReader(Cluster cluster, Namespaces namespaces, Keda keda, ConnectionKey key, Lookup lookup) {
        this.cluster = cluster;
        this.namespaces = namespaces;
        this.keda = keda;
        this.key = key;
        this.lookup = lookup;
    }

    /** Begins to read what nearly every change needs, one beside the other, as whoever asks now. */
    public ConnectionReader begin() {
        begin(this::hasNamespace, this::namespaced, () -> secret(names().secret()));
        if (lookup instanceof Lookup.ByLabels) {
            begin(this::clusterScoped);
        }
        return this;
    }

    /** Begins to read {@link #authentications()}, as far as it is sure to be needed. */
    public ConnectionReader beginAuthentications() {
        begin(this::namespaced);
        return this;
    }

    private static void begin(Runnable... reads) {
        for (Runnable read : reads) {
            CurrentIdentity.start("connection-read", () -> begun(read));
        }
    }

    /** Whoever needs what could not be read is told then. */
    private static void begun(Runnable read) {
        try {
            read.run();
        } catch (ClusterException _) {
            // It is thrown again.
        }
    }

    @SuppressWarnings("unchecked")
    private <T> T once(String what, Supplier<T> read) {
        FutureTask<?> task = reads.computeIfAbsent(what, _ -> new FutureTask<>(read::get));
        task.run();
        return (T) CurrentIdentity.result(task);
    }

    /** Whether the connection's namespace exists; taken for granted where the caller may not look. */
    public boolean hasNamespace() {
        return once("namespace", () -> namespaces.exists(key.namespace()));
    }

    /** @throws KedaNotInstalledException when KEDA's kinds are not served */
    public void requireKeda() {
        keda.requireInstalled();
    }

    /** The namespace from which ClusterTriggerAuthentications take their Secrets. */
    public String kedaNamespace() {
        return once("keda-namespace", keda::namespace);
    }

    /** The connection; empty where there is none. */
    public Optional<StoredConnection> found() {
        return authentication()
            .flatMap(a ->
                a.tokenSource().flatMap(ref -> StoredConnection.read(key, a, secret(ref.name()).orElse(null)))
            )
            .or(this::withoutAuthentication);
    }

    /** The same for whoever may see a connection but not its Secret, of which nothing is shown. */
    Optional<StoredConnection> visible() {
        return authentication()
            .flatMap(a ->
                a.tokenSource().flatMap(ref -> StoredConnection.read(key, a, visible(ref.name()).orElse(null)))
            )
            .or(() -> {
                try {
                    return withoutAuthentication();
                } catch (ClusterException.Forbidden _) {
                    return Optional.empty();
                }
            });
    }

    private Optional<Secret> visible(String name) {
        try {
            return secret(name);
        } catch (ClusterException.Forbidden _) {
            return Optional.empty();
        }
    }

    /** A Secret of the connection's namespace. */
    public Optional<Secret> secret(String name) {
        return found(Secret.class, key.namespace(), name);
    }

    /** Returns the current state of an object that is to be written. */
    public Optional<? extends HasMetadata> current(HasMetadata desired) {
        String name = desired.getMetadata().getName();
        if (desired instanceof Secret) {
            return secret(name);
        }
        return authentications()
            .stream()
            .filter(a -> a.getKind().equals(desired.getKind()) && a.getMetadata().getName().equals(name))
            .<HasMetadata>map(a -> a)
            .findFirst()
            .or(() ->
                found(desired.getClass(), desired.getMetadata().getNamespace(), name).map(HasMetadata.class::cast)
            );
    }

    private Optional<? extends Authentication> authentication() {
        return authentications().stream().min(OLDEST_FIRST);
    }

    /** KEDA's objects of the connection: one, but where two were made at the same time. */
    public List<? extends Authentication> authentications() {
        var inNamespace = namespaced();
        if (!inNamespace.isEmpty()) {
            return inNamespace;
        }
        try {
            var clusterScoped = clusterScoped();
            return clusterScoped.isEmpty() || !key.namespace().equals(kedaNamespace()) ? List.of() : clusterScoped;
        } catch (ClusterException.Forbidden _) {
            return List.of();
        }
    }

    private List<TriggerAuthentication> namespaced() {
        return once(
            "TriggerAuthentications",
            () ->
                switch (lookup) {
                    case Lookup.ByName(String name) -> named(name)
                        .map(List::of)
                        .orElseGet(() -> listed(TriggerAuthentication.class, key.namespace()));
                    case Lookup.OfNew() -> named(names().authentication()).stream().toList();
                    case Lookup.ByLabels(), Lookup.Since(_) -> listed(TriggerAuthentication.class, key.namespace());
                }
        );
    }

    private <T extends Authentication> List<T> listed(Class<T> type, @Nullable String namespace) {
        Map<String, @Nullable String> labels = ConnectionLabels.of(key);
        return lookup instanceof Lookup.Since(HasMetadata created) && type.isInstance(created)
            ? cluster.list(type, namespace, labels, since(created))
            : cluster.list(type, namespace, labels);
    }

    private static ListOptions since(HasMetadata object) {
        String version = object.getMetadata().getResourceVersion();
        return new ListOptionsBuilder().withResourceVersion(version).withResourceVersionMatch("NotOlderThan").build();
    }

    /** The TriggerAuthentication of a name, if it is this connection's. */
    private Optional<TriggerAuthentication> named(String name) {
        try {
            return found(TriggerAuthentication.class, key.namespace(), name).filter(
                each ->
                    each.getMetadata().getLabels() != null &&
                    each.getMetadata().getLabels().entrySet().containsAll(ConnectionLabels.of(key).entrySet())
            );
        } catch (ClusterException.Forbidden _) {
            // Who may list them is shown them all the same.
            return Optional.empty();
        }
    }

    private <T extends HasMetadata> Optional<T> found(Class<T> type, @Nullable String namespace, String name) {
        return once(HasMetadata.getKind(type) + " " + name, () -> cluster.find(type, namespace, name));
    }

    private List<ClusterTriggerAuthentication> clusterScoped() {
        return once("ClusterTriggerAuthentications", () ->
            lookup instanceof Lookup.OfNew ? List.of() : listed(ClusterTriggerAuthentication.class, null)
        );
    }

    /** As the Helm chart calls the objects of a connection that says nothing else. */
    private ChartNames names() {
        return ChartNames.of(key.name(), null, null, null);
    }

    private Optional<StoredConnection> withoutAuthentication() {
        return secret(names().secret())
            .filter(s -> key.name().equals(StoredConnection.ownerOf(s)))
            .flatMap(s -> StoredConnection.read(key, s));
    }
}
