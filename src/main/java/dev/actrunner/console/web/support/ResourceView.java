package dev.actrunner.console.web.support;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.FieldChange;
import dev.actrunner.console.connection.store.MaskedManifest;
import dev.actrunner.console.web.language.Phrases;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object, the change to it, and its manifest with the token masked, for a page.
 *
 * @param fields what an update changes, as {@code field: before → after}
 */
public record ResourceView(
    String kind,
    String name,
    String change,
    List<String> fields,
    String yaml
) implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    public static List<ResourceView> of(List<AppliedObject> resources, Cluster cluster) {
        return resources
            .stream()
            .map(r ->
                new ResourceView(
                    r.object().getKind(),
                    r.object().getMetadata().getName(),
                    r.change().id(),
                    r.fields().stream().map(ResourceView::line).toList(),
                    cluster.asYaml(MaskedManifest.of(r.object()))
                )
            )
            .toList();
    }

    private static String line(FieldChange change) {
        return change.field() + ": " + orNothing(change.before()) + " → " + orNothing(change.after());
    }

    private static String orNothing(@Nullable String value) {
        return value == null ? Phrases.ofReader().translate("(nothing)") : value;
    }
}
