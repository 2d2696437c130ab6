package dev.actrunner.console.api.resource;

import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.FieldChange;
import dev.actrunner.console.cluster.apply.OperationResult;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object and what was done to it, or in a dry run would be.
 *
 * @param apiVersion the object's API group and version, such as {@code keda.sh/v1alpha1}
 * @param kind the object's kind
 * @param namespace the object's namespace, null for one of the cluster
 * @param name the object's name
 * @param change what was done to it
 * @param fields the fields that the update changes, with the values of Secrets masked
 */
@Schema(name = "ChangedObject")
public record ChangedResource(
    String apiVersion,
    String kind,
    @Nullable String namespace,
    String name,
    OperationResult change,
    List<FieldChange> fields
) {
    public static ChangedResource of(AppliedObject applied) {
        var object = applied.object();
        return new ChangedResource(
            object.getApiVersion(),
            object.getKind(),
            object.getMetadata().getNamespace(),
            object.getMetadata().getName(),
            applied.change(),
            applied.fields()
        );
    }
}
