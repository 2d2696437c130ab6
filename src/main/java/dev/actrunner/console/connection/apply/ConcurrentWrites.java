package dev.actrunner.console.connection.apply;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.OperationResult;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.store.ConnectionReader;
import dev.actrunner.console.keda.authentication.Authentication;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Settles which objects stay where several consoles, or several requests, write the same connection at the same time.
 *
 * @param before the objects of KEDA's as they were read, which the change replaces
 */
record ConcurrentWrites(Cluster cluster, ConnectionKey key, List<? extends Authentication> before) {
    /**
     * A connection has one object of KEDA's. Of two that were made at the same time under different names the older stays, and
     * whoever made the younger takes it away again and decides anew. Of two of the same second, which may have been made in
     * either order, whoever sees both takes the younger away.
     *
     * @param done what the change did
     * @param now reads the objects that there are after it
     * @throws ClusterException.Changed where another's object is older, once the change's own are withdrawn; or where it is
     *     younger and has been changed since
     */
    void requireOldest(List<AppliedObject> done, ConnectionReader now) {
        HasMetadata mine = created(done).orElseThrow();
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
            if (ObjectAge.of(other).createdAt().equals(ObjectAge.of(mine).createdAt()) && !removal.withdraw(other)) {
                throw new ClusterException.Changed(key.toString());
            }
        }
    }

    /** The object of KEDA's that a change created. */
    static Optional<HasMetadata> created(List<AppliedObject> done) {
        return authentications(done)
            .filter(each -> each.change() == OperationResult.CREATED)
            .map(AppliedObject::object)
            .findFirst();
    }

    /**
     * Requires that the object of KEDA's that a change wrote is there after it took others away: somebody else may have taken it
     * away for theirs at the same moment.
     *
     * @param done what the change wrote
     * @param removed what it took away
     * @throws ClusterException.Changed where it is gone
     */
    void requireStillThere(List<AppliedObject> done, List<AppliedObject> removed) {
        if (authentications(removed).noneMatch(each -> each.change() == OperationResult.DELETED)) {
            return;
        }
        authentications(done)
            .map(AppliedObject::object)
            .filter(mine -> !isThere(mine))
            .findFirst()
            .ifPresent(_ -> {
                throw new ClusterException.Changed(key.toString());
            });
    }

    /**
     * Requires that all objects of a change are as it wrote or left them. An object that needs no change is not written, so its
     * version holds nobody back: somebody else may write it for another forge, while their Secret has been replaced by this
     * change's. Whoever writes last sees it.
     *
     * @param written what the change wrote, and what it found to be right already
     * @throws ClusterException.Changed where one has been changed or is gone
     */
    void requireUnmixed(List<AppliedObject> written) {
        if (written.size() < 2 || written.stream().noneMatch(each -> each.change() == OperationResult.UPDATED)) {
            return;
        }
        if (CurrentIdentity.concurrently(written, each -> isAsWritten(each.object())).contains(false)) {
            throw new ClusterException.Changed(key.toString());
        }
    }

    private boolean isAsWritten(HasMetadata object) {
        return find(object)
            .filter(now -> cluster.changes(object, now).isEmpty())
            .isPresent();
    }

    private boolean isThere(HasMetadata mine) {
        return find(mine)
            .filter(now -> isSame(mine, now))
            .isPresent();
    }

    private Optional<? extends HasMetadata> find(HasMetadata object) {
        return cluster.find(object.getClass(), object.getMetadata().getNamespace(), object.getMetadata().getName());
    }

    private static Stream<AppliedObject> authentications(List<AppliedObject> objects) {
        return objects.stream().filter(each -> each.object() instanceof Authentication);
    }

    private static boolean isSame(HasMetadata one, HasMetadata other) {
        return one.getMetadata().getUid().equals(other.getMetadata().getUid());
    }

    /** Whether an object is one that this change replaces. */
    private boolean isKnown(HasMetadata object) {
        return before.stream().anyMatch(old -> isSame(old, object));
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
}
