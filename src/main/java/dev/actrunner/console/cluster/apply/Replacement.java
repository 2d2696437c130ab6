package dev.actrunner.console.cluster.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the object that is there once another has taken the place of all but its metadata. */
public final class Replacement {

    private Replacement() {}

    /**
     * Builds the object, with the metadata of both.
     *
     * @param before the object as it is
     * @param desired what takes its place
     */
    public static HasMetadata of(KubernetesSerialization serialization, HasMetadata before, HasMetadata desired) {
        Map<String, Object> old = map(serialization.convertValue(before, Map.class));
        Map<String, Object> all = map(serialization.convertValue(desired, Map.class));
        Map<String, Object> metadata = map(old.get("metadata"));
        Map<String, Object> wanted = map(all.get("metadata"));
        metadata.remove("managedFields");
        for (String each : List.of("labels", "annotations")) {
            Map<String, Object> merged = map(metadata.get(each));
            merged.putAll(map(wanted.get(each)));
            metadata.put(each, merged);
        }
        all.put("metadata", metadata);
        return serialization.convertValue(all, desired.getClass());
    }

    private static Map<String, Object> map(@Nullable Object value) {
        var map = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> some) {
            some.forEach((key, inner) -> map.put(String.valueOf(key), inner));
        }
        return map;
    }
}
