package dev.actrunner.console.scaleset.apply;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.ApplyOptions;
import dev.actrunner.console.cluster.apply.OperationResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the objects of a scale set in their order, after a dry run of them all. What was created is taken away again where
 * a later one cannot be written.
 *
 * @param isNew whether the scale set must not exist yet
 */
record ScaleSetWriter(Cluster cluster, ApplyOptions options, boolean isNew) {
    /** Tries all objects without writing. */
    List<AppliedObject> dryRun(List<HasMetadata> objects) {
        return objects
            .stream()
            .map(each -> cluster.apply(each, options.asDryRun()))
            .toList();
    }

    /** Writes all objects. */
    List<AppliedObject> write(List<HasMetadata> objects) {
        var done = new ArrayList<AppliedObject>();
        try {
            for (HasMetadata each : objects) {
                // The last one makes it a scale set: of two who create one at the same time, one is told.
                boolean claims = isNew && each == objects.getLast();
                done.add(claims ? create(each) : cluster.apply(each, options));
            }
            return done;
        } catch (RuntimeException e) {
            done.reversed()
                .stream()
                .filter(each -> each.change() == OperationResult.CREATED)
                .forEach(each -> withdraw(each, e));
            throw e;
        }
    }

    private AppliedObject create(HasMetadata object) {
        var existing = cluster.find(
            object.getClass(),
            object.getMetadata().getNamespace(),
            object.getMetadata().getName()
        );
        // An object that is not of a scale set is taken over like any other, field by field.
        return existing.isPresent()
            ? cluster.apply(object, existing.get(), options)
            : cluster.markApplied(cluster.create(object));
    }

    private void withdraw(AppliedObject made, RuntimeException cause) {
        try {
            cluster.delete(made.object(), false);
        } catch (ClusterException e) {
            cause.addSuppressed(e);
        }
    }
}
