package dev.actrunner.console.cluster.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what the console applied to an object last, from the object's {@code managedFields}. A change of one field has to
 * apply the others again, because fields that a manager leaves out are removed.
 */
public final class LastApplied {

    private LastApplied() {}

    /**
     * Of an object as maps, what a manager applied, with the names that identify it.
     *
     * @return all of it but the server's own where nobody keeps account of managers
     */
    public static Map<String, Object> by(String manager, HasMetadata object, Map<?, ?> all) {
        List<ManagedFieldsEntry> entries = object.getMetadata().getManagedFields();
        boolean unaccounted = entries == null || entries.isEmpty();
        Map<String, Object> fields =
            entries == null
                ? Map.of()
                : entries
                      .stream()
                      .filter(e -> manager.equals(e.getManager()) && e.getSubresource() == null)
                      .map(e -> e.getFieldsV1().getAdditionalProperties())
                      .findFirst()
                      .orElse(Map.of());
        Map<String, Object> kept = unaccounted ? PlainMap.of(all) : owned(PlainMap.of(all), fields);
        kept.put("apiVersion", object.getApiVersion());
        kept.put("kind", object.getKind());
        Map<String, Object> metadata = PlainMap.of(kept.get("metadata"));
        metadata.keySet().retainAll(List.of("labels", "annotations"));
        metadata.put("name", object.getMetadata().getName());
        metadata.put("namespace", object.getMetadata().getNamespace());
        kept.put("metadata", metadata);
        return kept;
    }

    private static Map<String, Object> owned(Map<String, Object> all, Map<String, Object> fields) {
        Map<String, Object> kept = new LinkedHashMap<>();
        fields.forEach((field, inner) -> {
            String key = field.startsWith("f:") ? field.substring(2) : "";
            Object value = all.get(key);
            if (value == null) {
                return;
            }
            boolean deeper = inner instanceof Map<?, ?> some && !some.isEmpty() && value instanceof Map<?, ?>;
            kept.put(key, deeper ? owned(PlainMap.of(value), PlainMap.of(inner)) : value);
        });
        return kept;
    }
}
