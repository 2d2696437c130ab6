package dev.actrunner.console.connection.apply;

import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.OperationResult;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of an apply, or of its dry run.
 *
 * @param connection the connection as it is, or would be
 * @param resources the objects in the order in which they were applied
 * @param report the probe, null where none was asked for
 * @param warnings what somebody still has to do, as sentences
 */
public record ApplyResult(
    Connection connection,
    List<AppliedObject> resources,
    @Nullable ConnectionReport report,
    List<String> warnings
) {
    /** Whether the connection is new: its last object, which completes it, was created. */
    public boolean created() {
        return resources.stream().anyMatch(r -> r.change() == OperationResult.CREATED);
    }
}
