package dev.actrunner.console.cluster.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * An object after an operation, or as it would be after it.
 *
 * @param object the object as the API server answered it
 * @param change what was done to it
 * @param fields the fields that changed, a Secret's values masked; empty when nothing did or the object is new
 */
public record AppliedObject(HasMetadata object, OperationResult change, List<FieldChange> fields) {
    /** An object to which that was done, without a look at its fields. */
    public static AppliedObject of(HasMetadata object, OperationResult change) {
        return new AppliedObject(object, change, List.of());
    }

    /** Whether anything was written, or would be. */
    public boolean changed() {
        return change != OperationResult.UNCHANGED && change != OperationResult.KEPT;
    }
}
