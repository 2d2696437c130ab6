package dev.actrunner.console.cluster.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;

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
        Map<String, Object> old = PlainMap.of(serialization.convertValue(before, Map.class));
        Map<String, Object> all = PlainMap.of(serialization.convertValue(desired, Map.class));
        Map<String, Object> metadata = PlainMap.of(old.get("metadata"));
        Map<String, Object> wanted = PlainMap.of(all.get("metadata"));
        metadata.remove("managedFields");
        for (String each : List.of("labels", "annotations")) {
            Map<String, Object> merged = PlainMap.of(metadata.get(each));
            merged.putAll(PlainMap.of(wanted.get(each)));
            metadata.put(each, merged);
        }
        all.put("metadata", metadata);
        return serialization.convertValue(all, desired.getClass());
    }
}
