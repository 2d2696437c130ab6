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
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
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
    private boolean hasWritten;

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
            var namespace = new NamespaceBuilder().withNewMetadata().withName(key.namespace()).endMetadata().build();
            done.add(cluster.apply(namespace, options));
            if (options.dryRun()) {
                // In a namespace that is not there the API server can try nothing.
                objects(manifests).forEach(o -> done.add(AppliedObject.of(o, OperationResult.CREATED)));
                return done;
            }
        }
        List<Step> steps = objects(manifests).map(this::step).toList();
        requireStillNew(steps);
        List<AppliedObject> trials = tryAsDryRun(steps);
        var concurrent = new ConcurrentWrites(cluster, key, reads.authentications());
        if (options.dryRun()) {
            done.addAll(trials);
        } else {
            List<AppliedObject> written = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                AppliedObject each = writeStep(steps.get(i), trials.get(i));
                hasWritten = hasWritten || each.changed();
                written.add(each);
            }
            // Beside each other, as neither waits for the other.
            Optional<ConnectionReader> sinceCreated = ConcurrentWrites.created(written).map(created ->
                store.readsSince(key, created).beginAuthentications()
            );
            done.addAll(CurrentIdentity.concurrently(written, cluster::markApplied));
            try {
                sinceCreated.ifPresent(now -> concurrent.requireOldest(done, now));
            } catch (ClusterException.Changed e) {
                // What was created is withdrawn.
                hasWritten = written.stream().anyMatch(each -> each.change() == OperationResult.UPDATED);
                throw e;
            }
            concurrent.requireUnmixed(written);
        }
        List<AppliedObject> removed = removeReplaced(manifests);
        if (!options.dryRun()) {
            concurrent.requireStillThere(done, removed);
        }
        done.addAll(removed);
        return done;
    }

    /** Whether something of the change is in the cluster, also where it could not be completed. */
    boolean hasWritten() {
        return hasWritten;
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

    /** Where the first object is to be created, that is its own trial: nothing has been written before. */
    private List<AppliedObject> tryAsDryRun(List<Step> steps) {
        ApplyOptions dryRun = options.asDryRun();
        return CurrentIdentity.concurrently(steps, step ->
            !options.dryRun() && step.current() == null && steps.indexOf(step) == 0
                ? AppliedObject.of(step.desired(), OperationResult.CREATED)
                : cluster.apply(step.desired(), step.current(), dryRun)
        );
    }

    private AppliedObject writeStep(Step step, AppliedObject trial) {
        HasMetadata current = step.current();
        if (current == null) {
            return cluster.create(step.desired());
        }
        // What would change neither a field nor who owns it need not be written.
        return trial.change() == OperationResult.UNCHANGED && cluster.isOwnedAlike(current, trial.object())
            ? trial
            : cluster.apply(step.desired(), current, options);
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
        // One, but where two were made at the same time and nobody has settled it.
        for (Authentication authentication : reads.authentications()) {
            if (isReplaced(authentication, manifests.authentication())) {
                removed.add(removal.remove(authentication));
            }
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
