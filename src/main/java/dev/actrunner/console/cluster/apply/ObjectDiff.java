package dev.actrunner.console.cluster.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares an object before and after, leaving out what the API server keeps for itself. */
public final class ObjectDiff {

    private static final Set<String> SERVERS_OWN = Set.of(
        "metadata.managedFields",
        "metadata.resourceVersion",
        "metadata.generation",
        "metadata.uid",
        "metadata.creationTimestamp",
        "metadata.selfLink",
        "metadata.finalizers",
        "status"
    );

    private final boolean secret;
    private final List<FieldChange> changes = new ArrayList<>();

    private ObjectDiff(boolean secret) {
        this.secret = secret;
    }

    public static List<FieldChange> between(
        KubernetesSerialization serialization,
        HasMetadata before,
        HasMetadata after
    ) {
        var difference = new ObjectDiff(after.getKind().equals("Secret"));
        difference.compare("", asMap(serialization, before), asMap(serialization, after));
        return List.copyOf(difference.changes);
    }

    private static Map<?, ?> asMap(KubernetesSerialization serialization, HasMetadata object) {
        return serialization.convertValue(object, Map.class);
    }

    private void compare(String path, @Nullable Object before, @Nullable Object after) {
        if (SERVERS_OWN.contains(path) || Objects.equals(before, after)) {
            return;
        }
        if (before instanceof Map<?, ?> a && after instanceof Map<?, ?> b) {
            Set<Object> keys = new LinkedHashSet<>(a.keySet());
            keys.addAll(b.keySet());
            for (Object key : keys) {
                compare(path.isEmpty() ? key.toString() : path + "." + key, a.get(key), b.get(key));
            }
            return;
        }
        changes.add(new FieldChange(path, shown(path, before), shown(path, after)));
    }

    private @Nullable String shown(String path, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return secret && path.startsWith("data") ? "***" : value.toString();
    }
}
