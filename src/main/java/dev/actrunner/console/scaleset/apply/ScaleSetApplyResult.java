package dev.actrunner.console.scaleset.apply;

import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.OperationResult;
import dev.actrunner.console.scaleset.store.StoredScaleSet;
import java.util.List;

/**
 * The result of an apply, or of its dry run.
 *
 * @param scaleSet the scale set as it is, or would be
 * @param objects the objects in the order in which they were applied
 * @param warnings what keeps it from working until somebody does something, as sentences
 */
public record ScaleSetApplyResult(StoredScaleSet scaleSet, List<AppliedObject> objects, List<String> warnings) {
    /** Returns whether the scale set is new: its last object, which completes it, was created. */
    public boolean created() {
        return objects.getLast().change() == OperationResult.CREATED;
    }
}
