package dev.actrunner.console.connection.apply;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.ApplyOptions;
import dev.actrunner.console.cluster.apply.OperationResult;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.store.ConnectionLabels;
import dev.actrunner.console.connection.store.ConnectionReader;
import dev.actrunner.console.connection.store.ConnectionStore;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.keda.authentication.Authentication;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes one connection's objects, the Secret before KEDA's object, each only if it still is as it was read: what is not
 * there is created and never merged into what somebody else creates at that moment, what is there carries the version that
 * was read. Everything is tried as a dry run first.
 */
final class ConnectionWriter {

    private final Cluster cluster;
    private final ConnectionStore store;
    private final ConnectionKey key;
    private final ApplyOptions options;
    private final ConnectionReader reads;
    private final Optional<StoredConnection> before;

    /**
     * @param reads by which it was read
     * @param before the connection as it was read, on which the conditions were decided
     */
    ConnectionWriter(
        Cluster cluster,
        ConnectionStore store,
        ConnectionKey key,
        ApplyOptions options,
        ConnectionReader reads,
        Optional<StoredConnection> before
    ) {
        this.cluster = cluster;
        this.store = store;
        this.key = key;
        this.options = options;
        this.reads = reads;
        this.before = before;
    }

    /** An object to be written, and what there is of it. */
    private record Step(HasMetadata desired, @Nullable HasMetadata current) {}

    /**
     * Writes.
     *
     * @param namespaceMissing whether the namespace is to be made first
     * @return what was done, in this order; in a dry run what would be
     * @throws ClusterException.Changed where somebody else has written one of the objects since it was read
     */
    List<AppliedObject> write(Manifests manifests, boolean namespaceMissing) {
        var done = new ArrayList<AppliedObject>();
        if (namespaceMissing) {
            done.add(cluster.apply(Cluster.namespace(key.namespace()), options));
            if (options.dryRun()) {
                // In a namespace that is not there the API server can try nothing.
                objects(manifests).forEach(o -> done.add(AppliedObject.of(o, OperationResult.CREATED)));
                return done;
            }
        }
        List<Step> steps = objects(manifests).map(this::step).toList();
        requireStillNew(steps);
        List<AppliedObject> tried = tried(steps);
        if (options.dryRun()) {
            done.addAll(tried);
        } else {
            List<AppliedObject> written = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                written.add(written(steps.get(i), tried.get(i)));
            }
            // Beside each other, as neither waits for the other.
            ConnectionReader now = store.reads(key).beginAuthentications();
            done.addAll(CurrentIdentity.concurrently(written, cluster::markApplied));
            requireAlone(done, now);
        }
        done.addAll(removeReplaced(manifests));
        return done;
    }

    /** The last object completes a connection: where it is there by now, somebody was quicker, and all is decided anew. */
    private void requireStillNew(List<Step> steps) {
        HasMetadata last = steps.isEmpty() ? null : steps.getLast().current();
        if (before.isEmpty() && last != null && key.name().equals(StoredConnection.ownerOf(last))) {
            throw new ClusterException.Changed(key.toString());
        }
    }

    private static Stream<HasMetadata> objects(Manifests manifests) {
        return Stream.<@Nullable HasMetadata>of(manifests.secret(), manifests.authentication()).filter(
            Objects::nonNull
        );
    }

    private Step step(HasMetadata rendered) {
        HasMetadata current = current(rendered);
        HasMetadata desired = current == null ? rendered : completed(rendered, current);
        if (current == null || StoredConnection.madeByConsole(current)) {
            annotate(desired, ConnectionLabels.ORIGIN, ConnectionLabels.MADE);
        }
        if (current != null) {
            requireOurs(desired, current);
            desired.getMetadata().setResourceVersion(current.getMetadata().getResourceVersion());
        }
        return new Step(desired, current);
    }

    /** To a Secret that is not the console's only annotations are added, beside what the console may have applied before. */
    private HasMetadata completed(HasMetadata rendered, HasMetadata current) {
        if (!(rendered instanceof Secret secret && secret.getData() == null && current instanceof Secret there)) {
            return rendered;
        }
        Secret applied = cluster.appliedBefore(there, Secret.class);
        StoredConnection.annotations(rendered).forEach((annotation, value) -> annotate(applied, annotation, value));
        return applied;
    }

    private @Nullable HasMetadata current(HasMetadata desired) {
        return reads.current(desired).map(HasMetadata.class::cast).orElse(null);
    }

    private static void annotate(HasMetadata object, String annotation, String value) {
        Map<String, String> annotations = new LinkedHashMap<>(StoredConnection.annotations(object));
        annotations.put(annotation, value);
        object.getMetadata().setAnnotations(annotations);
    }

    /** Two connections never share an object that either would write or delete. */
    private void requireOurs(HasMetadata desired, HasMetadata current) {
        String other = StoredConnection.ownerOf(current);
        if (other != null && !other.equals(key.name())) {
            throw new ConnectionException.Invalid(
                desired instanceof Secret ? "fullnameOverride" : "triggerAuthentication.name",
                "leads to the " +
                    current.getKind() +
                    " " +
                    current.getMetadata().getName() +
                    " of the connection " +
                    other +
                    ": choose another name"
            );
        }
    }

    private List<AppliedObject> tried(List<Step> steps) {
        ApplyOptions trial = options.asDryRun();
        return CurrentIdentity.concurrently(steps, step -> cluster.apply(step.desired(), step.current(), trial));
    }

    private AppliedObject written(Step step, AppliedObject tried) {
        HasMetadata current = step.current();
        if (current == null) {
            return cluster.create(step.desired());
        }
        // What would change neither a field nor who owns it need not be written.
        return tried.change() == OperationResult.UNCHANGED && cluster.isOwnedAlike(current, tried.object())
            ? tried
            : cluster.apply(step.desired(), current, options);
    }

    /**
     * A connection has one object of KEDA's. Of two that were made at the same time under different names the older stays, and
     * whoever made the younger takes it away again and decides anew. Of two of the same second, which may have been made in
     * either order, whoever sees both takes the younger away.
     */
    private void requireAlone(List<AppliedObject> done, ConnectionReader now) {
        Optional<HasMetadata> made = done
            .stream()
            .filter(each -> each.change() == OperationResult.CREATED)
            .map(AppliedObject::object)
            .filter(Authentication.class::isInstance)
            .findFirst();
        if (made.isEmpty()) {
            return;
        }
        HasMetadata mine = made.get();
        var removal = new ConnectionRemover(cluster, key, false);
        for (Authentication other : now.authentications()) {
            if (isKnown(other) || isSame(mine, other)) {
                continue;
            }
            if (ObjectAge.of(other).compareTo(ObjectAge.of(mine)) < 0) {
                done.stream()
                    .filter(each -> each.change() == OperationResult.CREATED && !(each.object() instanceof Namespace))
                    .forEach(each -> removal.withdraw(each.object()));
                throw new ClusterException.Changed(key.toString());
            }
            if (ObjectAge.of(other).createdAt().equals(ObjectAge.of(mine).createdAt())) {
                removal.withdraw(other);
            }
        }
    }

    private static boolean isSame(HasMetadata one, HasMetadata other) {
        return one.getMetadata().getUid().equals(other.getMetadata().getUid());
    }

    /** Whether an object is the one that this change replaces. */
    private boolean isKnown(HasMetadata object) {
        return before
            .map(StoredConnection::authentication)
            .filter(old -> isSame(old, object))
            .isPresent();
    }

    /** The order in which objects were made: by the second, and within it by an id that everybody sees alike. */
    private record ObjectAge(String createdAt, String uid) implements Comparable<ObjectAge> {
        static ObjectAge of(HasMetadata object) {
            return new ObjectAge(object.getMetadata().getCreationTimestamp(), object.getMetadata().getUid());
        }

        @Override
        public int compareTo(ObjectAge other) {
            int bySecond = createdAt.compareTo(other.createdAt);
            return bySecond != 0 ? bySecond : uid.compareTo(other.uid);
        }
    }

    /** Whether an object that was there is not the one that is to be there. */
    static boolean isReplaced(HasMetadata old, @Nullable HasMetadata now) {
        return (
            now == null ||
            !old.getKind().equals(now.getKind()) ||
            !old.getMetadata().getName().equals(now.getMetadata().getName())
        );
    }

    /** Whether what was just applied takes its token from the Secret. */
    private static boolean isNamed(Secret secret, Manifests manifests) {
        return Optional.ofNullable(manifests.authentication())
            .flatMap(Authentication::tokenSource)
            .filter(source -> source.name().equals(secret.getMetadata().getName()))
            .isPresent();
    }

    private List<AppliedObject> removeReplaced(Manifests manifests) {
        if (before.isEmpty()) {
            return List.of();
        }
        var removal = new ConnectionRemover(cluster, key, options.dryRun());
        var removed = new ArrayList<AppliedObject>();
        Authentication authentication = before.get().authentication();
        if (authentication != null && isReplaced(authentication, manifests.authentication())) {
            removed.add(removal.remove(authentication));
        }
        Secret secret = before.get().secret();
        if (
            secret != null &&
            before.get().connection().token().managed() &&
            isReplaced(secret, manifests.secret()) &&
            !isNamed(secret, manifests)
        ) {
            removed.add(removal.remove(secret));
        }
        return removed;
    }
}
