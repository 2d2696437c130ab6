package dev.actrunner.console.advice;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.store.ChartNames;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.keda.scaling.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the values with which the chart {@code act-runner-scale-set} is installed. */
final class ChartValues {

    private static final String REFERENCE = "oci://ghcr.io/00o-sh/act_runner/charts/" + ScaleSetNames.CHART;

    private final Connection connection;
    private final Trigger trigger;
    private final ScaleSetNames names;

    ChartValues(Connection connection, Trigger trigger, ScaleSetNames names) {
        this.connection = connection;
        this.trigger = trigger;
        this.names = names;
    }

    /** The chart's ScaledObject has a metrics-api trigger with a TriggerAuthentication, and nothing else. */
    boolean rendersTrigger() {
        AuthenticationRef authentication = connection.authentication();
        boolean clusterScoped = authentication != null && authentication.servesEveryNamespace();
        boolean plain =
            trigger instanceof Trigger.MetricsApi(_, _, boolean header, Duration timeout) && !header && timeout == null;
        return !clusterScoped && plain;
    }

    /** Builds the values, in the order in which a person would write them. */
    Map<String, Object> values() {
        var values = new LinkedHashMap<String, Object>();
        values.put("giteaConfigUrl", connection.forge().value());
        values.put("giteaConfigSecret", Map.of("name", names.registration()));
        if (!connection.labels().isEmpty()) {
            values.put("runnerLabels", connection.labels().toString());
        }
        // One runner stays by default, and KEDA could never scale to none. As a string: the chart takes the number 0 for a value
        // that is not set (Helm's default), and renders 1.
        values.put("minRunners", "0");
        if (rendersTrigger() && trigger instanceof Trigger.MetricsApi(String url, String valueLocation, _, _)) {
            AuthenticationRef authentication = connection.authentication();
            var keda = new LinkedHashMap<String, Object>();
            keda.put("enabled", true);
            keda.put("metricsUrl", url);
            keda.put("valueLocation", valueLocation);
            keda.put(
                "triggerAuthenticationRef",
                authentication == null ? ScaledResourceManifests.PLACEHOLDER : authentication.name()
            );
            values.put("keda", keda);
        }
        return values;
    }

    /** Returns the command that installs the chart with these values. */
    String command() {
        var lines = new ArrayList<String>(
            List.of(
                "helm install " + names.release() + " " + REFERENCE,
                "--version " + ChartNames.LAYOUT_VERSION,
                "--namespace " + connection.key().namespace()
            )
        );
        settings("", values(), lines);
        return String.join(" \\\n  ", lines);
    }

    private static void settings(String prefix, Map<?, ?> values, List<String> lines) {
        values.forEach((key, value) -> {
            if (value instanceof Map<?, ?> nested) {
                settings(prefix + key + ".", nested, lines);
            } else {
                lines.add(
                    (isNumber(value) ? "--set-string '" : "--set '") +
                        prefix +
                        key +
                        "=" +
                        escaped(String.valueOf(value)) +
                        "'"
                );
            }
        });
    }

    /** A text that {@code --set} would make a number of. */
    private static boolean isNumber(Object value) {
        return value instanceof String text && text.matches("\\d+");
    }

    /** Helm splits {@code --set} at commas; the quotes keep a shell from acting on {@code & ? < >}. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace(",", "\\,").replace("'", "'\\''");
    }
}
