package dev.actrunner.console.connection.apply;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.ApplyOptions;
import dev.actrunner.console.cluster.apply.OperationResult;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.store.ConnectionLabels;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.keda.authentication.Authentication;
import dev.actrunner.console.keda.authentication.ClusterTriggerAuthentication;
import dev.actrunner.console.keda.authentication.TriggerAuthentication;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a connection's objects away: deletes what the console made, and takes its marks off what was there before. An object
 * that is another connection's is left alone, whatever refers to it.
 */
record ConnectionRemover(Cluster cluster, ConnectionKey key, boolean dryRun) {
    /** The Secret first: as long as KEDA's object is there, a removal that stopped midway is found and completed. */
    List<AppliedObject> remove(StoredConnection found) {
        var done = new ArrayList<AppliedObject>();
        Secret secret = found.connection().token().managed() ? found.secret() : null;
        if (secret != null) {
            done.add(remove(secret));
        }
        Authentication authentication = found.authentication();
        if (authentication != null) {
            done.add(remove(authentication));
        }
        return done;
    }

    /** Takes the record of its forge off a Secret that was there before, where the caller may. */
    Optional<AppliedObject> unbind(Secret secret) {
        Secret applied = cluster.appliedBefore(secret, Secret.class);
        Map<String, String> annotations = new LinkedHashMap<>(StoredConnection.annotations(applied));
        if (!annotations.keySet().removeAll(Set.of(ConnectionLabels.FORGE_ORIGIN, ConnectionLabels.FORGE_CA))) {
            // Somebody else recorded it, and it is theirs.
            return Optional.empty();
        }
        applied.getMetadata().setAnnotations(annotations);
        try {
            cluster.apply(applied, secret, new ApplyOptions(dryRun, false));
            return Optional.of(AppliedObject.of(secret, OperationResult.KEPT));
        } catch (ClusterException.Forbidden _) {
            return Optional.empty();
        }
    }

    /**
     * Takes away what was made a moment ago; what somebody has changed or deleted since is theirs.
     *
     * @return whether it was as it was read, so that nothing of it is left
     */
    boolean withdraw(HasMetadata made) {
        if (!StoredConnection.madeByConsole(made) || !key.name().equals(StoredConnection.ownerOf(made))) {
            return true;
        }
        try {
            cluster.delete(made, dryRun);
            return true;
        } catch (ClusterException.Changed | ClusterException.Rejected _) {
            return false;
        }
    }

    AppliedObject remove(HasMetadata object) {
        if (!key.name().equals(StoredConnection.ownerOf(object))) {
            return AppliedObject.of(object, OperationResult.KEPT);
        }
        if (StoredConnection.madeByConsole(object)) {
            return cluster.delete(object, dryRun);
        }
        cluster.apply(unmarked(object), new ApplyOptions(dryRun, false));
        return AppliedObject.of(object, OperationResult.KEPT);
    }

    /** The object with its content and without the labels and annotations that the console owns on it. */
    private static HasMetadata unmarked(HasMetadata object) {
        ObjectMeta metadata = new ObjectMetaBuilder()
            .withNamespace(object.getMetadata().getNamespace())
            .withName(object.getMetadata().getName())
            .build();
        return switch (object) {
            case Secret secret -> new SecretBuilder().withMetadata(metadata).withData(secret.getData()).build();
            case ClusterTriggerAuthentication it -> copy(new ClusterTriggerAuthentication(), it, metadata);
            case Authentication it -> copy(new TriggerAuthentication(), it, metadata);
            default -> throw new IllegalArgumentException(object.getKind());
        };
    }

    private static Authentication copy(Authentication to, Authentication from, @Nullable ObjectMeta metadata) {
        to.setMetadata(metadata);
        to.setSpec(from.getSpec());
        return to;
    }
}
