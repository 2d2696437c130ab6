package dev.actrunner.console.scaleset.render;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Merges a pod template over another as a strategic merge patch does: maps are merged, lists of named things are merged by
 * their key, other lists are replaced ({@code patchStrategy} and {@code patchMergeKey} of Kubernetes' {@code core/v1/types.go}).
 */
final class PodTemplateMerge {

    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

    /** The merge keys of a pod's lists. */
    private static final Map<String, String> KEYS = Map.of(
        "containers",
        "name",
        "initContainers",
        "name",
        "ephemeralContainers",
        "name",
        "volumes",
        "name",
        "env",
        "name",
        "volumeMounts",
        "mountPath",
        "ports",
        "containerPort",
        "imagePullSecrets",
        "name",
        "hostAliases",
        "ip",
        "topologySpreadConstraints",
        "topologyKey"
    );

    private PodTemplateMerge() {}

    static PodTemplateSpec merge(PodTemplateSpec base, PodTemplateSpec over) {
        return KUBERNETES.convertValue(merge(map(base), map(over)), PodTemplateSpec.class);
    }

    private static Map<?, ?> map(PodTemplateSpec template) {
        return KUBERNETES.convertValue(template, Map.class);
    }

    private static Map<String, Object> merge(Map<?, ?> base, Map<?, ?> over) {
        var merged = new LinkedHashMap<String, Object>();
        base.forEach((key, value) -> merged.put(String.valueOf(key), value));
        over.forEach((key, value) -> {
            String field = String.valueOf(key);
            merged.merge(field, value, (before, after) -> merge(field, before, after));
        });
        return merged;
    }

    private static Object merge(String field, Object before, Object after) {
        if (before instanceof Map<?, ?> base && after instanceof Map<?, ?> over) {
            return merge(base, over);
        }
        String key = KEYS.get(field);
        return key != null && before instanceof List<?> base && after instanceof List<?> over
            ? byKey(key, base, over)
            : after;
    }

    private static List<Object> byKey(String key, List<?> base, List<?> over) {
        var merged = new ArrayList<Object>(base);
        for (Object each : over) {
            int at = indexOf(key, merged, each);
            if (at >= 0 && merged.get(at) instanceof Map<?, ?> before && each instanceof Map<?, ?> after) {
                merged.set(at, merge(before, after));
            } else {
                merged.add(each);
            }
        }
        return merged;
    }

    private static int indexOf(String key, List<Object> all, Object wanted) {
        for (int i = 0; i < all.size(); i++) {
            if (
                all.get(i) instanceof Map<?, ?> one &&
                wanted instanceof Map<?, ?> other &&
                one.get(key) != null &&
                Objects.equals(one.get(key), other.get(key))
            ) {
                return i;
            }
        }
        return -1;
    }
}
