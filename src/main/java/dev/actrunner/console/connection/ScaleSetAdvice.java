package dev.actrunner.console.connection;

import dev.actrunner.console.keda.AuthenticationRef;
import dev.actrunner.console.keda.ClusterTriggerAuthentication;
import dev.actrunner.console.keda.Trigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to let a scale set scale on a connection.
 *
 * @param trigger the trigger
 * @param authentication KEDA's object that the trigger refers to, null where the operator brings their own
 * @param scaledObject a whole ScaledObject for the scale set, as maps and lists
 * @param helmCommand installs the chart {@code act-runner-scale-set}
 * @param applyScaledObject whether the ScaledObject must be applied by hand, because the chart cannot render it
 * @param notes what to know before using them
 */
public record ScaleSetAdvice(
    Trigger trigger,
    @Nullable AuthenticationRef authentication,
    Map<String, Object> scaledObject,
    String helmCommand,
    boolean applyScaledObject,
    List<String> notes
) {
    private static final String CHART = "act-runner-scale-set";
    private static final String CHART_REFERENCE = "oci://ghcr.io/00o-sh/act_runner/charts/" + CHART;
    private static final String PLACEHOLDER = "<TriggerAuthentication>";

    static ScaleSetAdvice of(Connection connection, Trigger trigger) {
        AuthenticationRef authentication = connection.authentication();
        boolean clusterScoped =
            authentication != null && authentication.kind().equals(ClusterTriggerAuthentication.class.getSimpleName());
        // The chart renders metrics-api with a TriggerAuthentication and nothing else.
        boolean byHand = clusterScoped || !(trigger instanceof Trigger.MetricsApi);
        String release = connection.key().name() + "-runners";
        return new ScaleSetAdvice(
            trigger,
            authentication,
            scaledObject(connection, trigger, authentication, ChartNames.fullname(release, CHART)),
            helmCommand(connection, trigger, authentication, release, byHand),
            byHand,
            notes(connection, trigger, byHand)
        );
    }

    private static Map<String, Object> scaledObject(
        Connection connection,
        Trigger trigger,
        @Nullable AuthenticationRef authentication,
        String name
    ) {
        var reference = new LinkedHashMap<String, Object>();
        reference.put("name", authentication == null ? PLACEHOLDER : authentication.name());
        if (authentication != null && !authentication.kind().equals("TriggerAuthentication")) {
            reference.put("kind", authentication.kind());
        }
        var described = new LinkedHashMap<String, Object>();
        described.put("type", trigger.type());
        described.put("metadata", trigger.metadata());
        described.put("authenticationRef", reference);
        var spec = new LinkedHashMap<String, Object>();
        spec.put("scaleTargetRef", ordered("apiVersion", "apps/v1", "kind", "StatefulSet", "name", name));
        spec.put("minReplicaCount", 0);
        spec.put("maxReplicaCount", 10);
        spec.put("pollingInterval", 30);
        spec.put("cooldownPeriod", 300);
        spec.put("triggers", List.of(described));
        var object = ordered("apiVersion", "keda.sh/v1alpha1", "kind", "ScaledObject");
        object.put("metadata", ordered("name", name, "namespace", connection.key().namespace()));
        object.put("spec", spec);
        return object;
    }

    private static Map<String, Object> ordered(String... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static String helmCommand(
        Connection connection,
        Trigger trigger,
        @Nullable AuthenticationRef authentication,
        String release,
        boolean byHand
    ) {
        var lines = new ArrayList<String>();
        lines.add("helm install " + release + " " + CHART_REFERENCE);
        lines.add("--version " + Manifests.LAYOUT_VERSION);
        lines.add("--namespace " + connection.key().namespace());
        lines.add(set("giteaConfigUrl", connection.forge().value()));
        lines.add("--set giteaConfigSecret.token='<registration token>'");
        if (!connection.labels().isEmpty()) {
            lines.add(set("runnerLabels", connection.labels().toString()));
        }
        if (!byHand && trigger instanceof Trigger.MetricsApi(String url, String valueLocation)) {
            lines.add("--set keda.enabled=true");
            lines.add(set("keda.metricsUrl", url));
            lines.add(set("keda.valueLocation", valueLocation));
            lines.add(
                set("keda.triggerAuthenticationRef", authentication == null ? PLACEHOLDER : authentication.name())
            );
        }
        return String.join(" \\\n  ", lines);
    }

    /** Helm splits {@code --set} at commas, and a shell would act on {@code & ? < >}. */
    private static String set(String key, String value) {
        String escaped = value.replace("\\", "\\\\").replace(",", "\\,").replace("'", "'\\''");
        return "--set '" + key + "=" + escaped + "'";
    }

    private static List<String> notes(Connection connection, Trigger trigger, boolean byHand) {
        var notes = new ArrayList<String>();
        notes.add(
            "The registration token is not the API token: it is made on the forge's page of runners and lets a runner" +
                " register."
        );
        if (byHand) {
            notes.add(
                "The chart cannot render this trigger, so apply the ScaledObject after installing it; a later helm upgrade" +
                    " sets the replicas back until KEDA's next poll."
            );
        }
        if (trigger instanceof Trigger.ForgejoRunner) {
            notes.add("The trigger forgejo-runner is in KEDA from 2.18 on.");
            if (connection.labels().isEmpty()) {
                notes.add("KEDA requires labels for this trigger: enter the runner labels first.");
            }
        }
        if (connection.authentication() == null) {
            notes.add("Name your own TriggerAuthentication in place of " + PLACEHOLDER + ".");
        }
        return List.copyOf(notes);
    }
}
