package dev.actrunner.console.api.resource;

import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.FieldChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object and what was done to it, or in a dry run would be.
 *
 * @param change {@code created}, {@code updated}, {@code unchanged}, {@code deleted} or {@code kept}
 * @param fields the fields that an update changes, a Secret's values masked
 */
public record ChangedResource(
    String apiVersion,
    String kind,
    @Nullable String namespace,
    String name,
    String change,
    List<FieldChange> fields
) {
    public static ChangedResource of(AppliedObject applied) {
        var object = applied.object();
        return new ChangedResource(
            object.getApiVersion(),
            object.getKind(),
            object.getMetadata().getNamespace(),
            object.getMetadata().getName(),
            applied.change().id(),
            applied.fields()
        );
    }
}
