package dev.actrunner.console.cluster.helm;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The last revision of a Helm release, as Helm's storage has it: a Secret {@code sh.helm.release.v1.NAME.vREVISION} with the
 * fields {@code config}, {@code chart.metadata} and {@code manifest} (Helm 3 and 4, {@code pkg/storage/driver/secrets.go}).
 *
 * @param secret the Secret that it was read from
 * @param document what the Secret holds
 */
public record StoredRelease(Secret secret, ObjectNode document) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Returns the release's name. */
    public String name() {
        return document.path("name").asString("");
    }

    /** Returns the chart's name, empty where the record has none. */
    public String chart() {
        return metadata().path("name").asString("");
    }

    /** Returns the chart's version, empty where the record has none. */
    public String version() {
        return metadata().path("version").asString("");
    }

    /** Returns the values that the user gave; the chart's own defaults are not among them. */
    public Map<String, Object> values() {
        return map(document.path("config"));
    }

    /** Returns the values of the chart, with those that the user gave in their place. */
    public Map<String, Object> allValues() {
        return map(merged(document.path("chart").path("values"), document.path("config")));
    }

    private static JsonNode merged(JsonNode defaults, JsonNode values) {
        if (!(defaults instanceof ObjectNode all) || !values.isObject()) {
            return values.isMissingNode() || values.isNull() ? defaults : values;
        }
        ObjectNode merged = all.deepCopy();
        values
            .properties()
            .forEach(each -> merged.set(each.getKey(), merged(merged.path(each.getKey()), each.getValue())));
        return merged;
    }

    private static Map<String, Object> map(JsonNode node) {
        return node.isObject()
            ? JSON.convertValue(node, new TypeReference<LinkedHashMap<String, Object>>() {})
            : Map.of();
    }

    /** Returns the objects as they were rendered, as YAML. */
    public String manifest() {
        return document.path("manifest").asString("");
    }

    private JsonNode metadata() {
        return document.path("chart").path("metadata");
    }
}
