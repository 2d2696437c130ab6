package dev.actrunner.console.scaleset.render;

import dev.actrunner.console.connection.store.ConnectionLabels;
import dev.actrunner.console.scaleset.ScaleSetKey;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists the labels and annotations by which the console knows the objects of scale sets. */
public final class ScaleSetLabels {

    private static final String PREFIX = "console.actrunner.dev/";
    /** On KEDA's object: the name of the connection. */
    public static final String CONNECTION = PREFIX + "connection";
    /** On KEDA's object: the request, as JSON, without a registration. */
    public static final String REQUEST = PREFIX + "scale-set";
    /** On KEDA's object and on the pods: the platform of the forge. */
    public static final String PLATFORM = PREFIX + "platform";
    /** On a registration's Secret: the id of the runner that the console created at the forge. */
    public static final String RUNNER_ID = PREFIX + "runner-id";
    public static final String COMPONENT = "runner";

    /** The labels of every object of every scale set of the console's. */
    public static final Map<String, String> OURS = Map.of(
        "app.kubernetes.io/managed-by",
        "act-runner-console",
        "app.kubernetes.io/component",
        COMPONENT
    );

    private ScaleSetLabels() {}

    /** Returns the labels that select the pods, which never change. */
    public static Map<String, String> selector(ScaleSetKey key) {
        var labels = new LinkedHashMap<String, String>();
        labels.put(ConnectionLabels.NAME, ScaleSetNames.CHART);
        labels.put(ConnectionLabels.INSTANCE, key.name());
        labels.put("app.kubernetes.io/component", COMPONENT);
        return labels;
    }

    /** Returns the labels of a scale set's objects. */
    public static Map<String, String> of(ScaleSetKey key) {
        Map<String, String> labels = selector(key);
        labels.putAll(OURS);
        return labels;
    }
}
