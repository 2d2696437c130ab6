package dev.actrunner.console.scaleset.apply;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterEdits;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.ApplyOptions;
import dev.actrunner.console.cluster.apply.FieldChange;
import dev.actrunner.console.cluster.apply.OperationResult;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.keda.scaling.ScaledJob;
import dev.actrunner.console.keda.scaling.ScaledObject;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.store.ScaleSetStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the objects of a scale set in their order, after a dry run of them all. What was created is taken away again where
 * a later one cannot be written.
 *
 * @param key of the scale set
 * @param isNew whether the scale set must not exist yet
 */
record ScaleSetWriter(Cluster cluster, ClusterEdits edits, ScaleSetKey key, ApplyOptions options, boolean isNew) {
    private static final String REPLICAS = "spec.replicas";

    /** Tries all objects without writing. */
    List<AppliedObject> dryRun(List<HasMetadata> objects) {
        return objects
            .stream()
            .map(each -> edits.replace(each, options.asDryRun()))
            .toList();
    }

    /**
     * Writes all objects.
     *
     * @param done takes what was written, also where a later one cannot be
     */
    List<AppliedObject> write(List<HasMetadata> objects, List<AppliedObject> done) {
        try {
            for (HasMetadata each : objects) {
                // The last one makes it a scale set: of two who create one at the same time, one is told.
                boolean claims = isNew && each == objects.getLast();
                done.add(claims ? create(each) : edits.replace(each, options));
            }
            requireUnmixed(done);
            return done;
        } catch (RuntimeException e) {
            done.reversed()
                .stream()
                .filter(each -> each.change() == OperationResult.CREATED)
                .forEach(each -> withdraw(each, e));
            throw e;
        }
    }

    /**
     * Requires that all objects are as they were written: of two changes at once, each of which wrote some of them last, a
     * registration would stand beside another forge's address. Whoever writes last sees it.
     */
    private void requireUnmixed(List<AppliedObject> written) {
        if (CurrentIdentity.concurrently(written, this::isReplaced).contains(true)) {
            throw new ClusterException.Changed(key.toString());
        }
    }

    /** Whether somebody else has written what an object is for; how many replicas there are is up to KEDA. */
    private boolean isReplaced(AppliedObject written) {
        HasMetadata object = written.object();
        try {
            return cluster
                .find(object.getClass(), key.namespace(), object.getMetadata().getName())
                .map(now ->
                    cluster
                        .changes(object, now)
                        .stream()
                        .map(FieldChange::field)
                        .anyMatch(
                            path -> path.startsWith("data") || (path.startsWith("spec") && !path.equals(REPLICAS))
                        )
                )
                .orElse(true);
        } catch (ClusterException _) {
            // All is written; that it could not be looked at again is no reason to take it away.
            return false;
        }
    }

    private AppliedObject create(HasMetadata object) {
        var existing = cluster.find(
            object.getClass(),
            object.getMetadata().getNamespace(),
            object.getMetadata().getName()
        );
        // An object that is not of a scale set is taken over like any other, field by field.
        if (existing.isPresent()) {
            AppliedObject taken = edits.replace(object, options);
            requireAlone(taken);
            return taken;
        }
        AppliedObject made = cluster.create(object);
        try {
            requireAlone(made);
            return cluster.markApplied(made);
        } catch (RuntimeException e) {
            withdraw(made, e);
            throw e;
        }
    }

    /** A scale set has one object of KEDA's: of two of different kinds that are made at the same time, neither stays. */
    private void requireAlone(AppliedObject made) {
        HasMetadata object = made.object();
        Class<? extends HasMetadata> other = object instanceof ScaledJob ? ScaledObject.class : ScaledJob.class;
        boolean isAlone = cluster
            .find(other, key.namespace(), object.getMetadata().getName())
            .filter(each -> ScaleSetStore.isOf(key, each))
            .isEmpty();
        if (!isAlone) {
            throw new ClusterException.Changed(key.toString());
        }
    }

    private void withdraw(AppliedObject made, RuntimeException cause) {
        try {
            cluster.delete(made.object(), false);
        } catch (ClusterException e) {
            cause.addSuppressed(e);
        }
    }
}
