package dev.actrunner.console.keda.scaling;

import dev.actrunner.console.keda.authentication.AuthenticationRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trigger that someone wrote, and where it stands.
 *
 * @param owner {@code ScaledObject}, {@code ScaledJob}, or null where the trigger was given by itself
 * @param name the owner's name, null where it has none
 * @param scaling how the owner scales
 * @param type KEDA's name of the scaler
 * @param metricType {@code AverageValue}, {@code Value}, {@code Utilization}; empty where it names none
 * @param metadata as written
 * @param authentication what it refers to, null where it refers to nothing
 * @param index its place among the owner's triggers, from 0, by which KEDA names its metric
 * @param violations why the API server refuses it, or its owner, by KEDA's CustomResourceDefinitions and webhook
 */
public record TriggerSpec(
    @Nullable String owner,
    @Nullable String name,
    ScalingSpec scaling,
    String type,
    String metricType,
    Map<String, String> metadata,
    @Nullable AuthenticationRef authentication,
    int index,
    List<String> violations
) {
    /**
     * The triggers of a ScaledObject, a ScaledJob, a {@code triggers} list, or one trigger by itself.
     *
     * @param document parsed YAML or JSON
     * @return none where it is none of these
     */
    public static List<TriggerSpec> in(@Nullable Object document) {
        if (document instanceof List<?> list) {
            return all(null, null, Map.of(), list);
        }
        if (!(document instanceof Map<?, ?> map)) {
            return List.of();
        }
        if (map.get("spec") instanceof Map<?, ?> spec && spec.get("triggers") instanceof List<?> list) {
            String name = map.get("metadata") instanceof Map<?, ?> metadata ? text(metadata.get("name")) : null;
            return all(text(map.get("kind")), name, spec, list);
        }
        if (map.get("triggers") instanceof List<?> list) {
            return all(null, null, Map.of(), list);
        }
        return map.get("type") == null ? List.of() : all(null, null, Map.of(), List.of(map));
    }

    private static List<TriggerSpec> all(
        @Nullable String owner,
        @Nullable String name,
        Map<?, ?> spec,
        List<?> triggers
    ) {
        var all = new ArrayList<TriggerSpec>();
        ScalingSpec scaling = ScalingSpec.of(spec);
        List<String> violations = owner == null ? List.of() : SpecViolations.ofSpec(owner, spec, scaling, triggers);
        for (int i = 0; i < triggers.size(); i++) {
            if (triggers.get(i) instanceof Map<?, ?> trigger && text(trigger.get("type")) != null) {
                var metadata = new LinkedHashMap<String, String>();
                if (trigger.get("metadata") instanceof Map<?, ?> given) {
                    given.forEach((key, value) -> metadata.put(String.valueOf(key), written(value)));
                }
                String metricType = text(trigger.get("metricType"));
                var allViolations = new ArrayList<>(all.isEmpty() ? violations : List.<String>of());
                allViolations.addAll(SpecViolations.ofTrigger(trigger));
                all.add(
                    new TriggerSpec(
                        owner,
                        name,
                        scaling,
                        String.valueOf(trigger.get("type")),
                        metricType == null ? "" : metricType,
                        metadata,
                        reference(trigger.get("authenticationRef")),
                        i,
                        List.copyOf(allViolations)
                    )
                );
            }
        }
        return all;
    }

    private static @Nullable AuthenticationRef reference(@Nullable Object written) {
        if (!(written instanceof Map<?, ?> ref) || text(ref.get("name")) == null) {
            return null;
        }
        String kind = text(ref.get("kind"));
        return new AuthenticationRef(
            kind == null ? AuthenticationRef.NAMESPACED : kind,
            String.valueOf(text(ref.get("name")))
        );
    }

    /** KEDA's metadata are strings; what is a list or a map is no value, however large it is. */
    private static String written(@Nullable Object value) {
        return value == null || value instanceof Map<?, ?> || value instanceof List<?> ? "" : String.valueOf(value);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** A metadata's value, empty where it is missing. */
    public String get(String key) {
        return metadata.getOrDefault(key, "").strip();
    }

    /** Whether a metadata's value is one of those that Go reads as true. */
    public boolean isTrue(String key) {
        return GoValues.bool(get(key)).orElse(false);
    }

    /** Whether a ScaledJob has it. */
    public boolean isOfScaledJob() {
        return "ScaledJob".equals(owner);
    }

    /** Returns a title such as {@code ScaledObject ci-runners (metrics-api)}. */
    public String title() {
        return owner == null ? type : owner + (name == null ? "" : " " + name) + " (" + type + ")";
    }
}
