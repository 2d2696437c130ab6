package dev.actrunner.console.advice;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.keda.scaling.Trigger;
import java.util.List;
import java.util.Map;

/** A ScaledObject and a ScaledJob with a connection's trigger. */
final class ScaledResourceManifests {

    /** Where the operator's own TriggerAuthentication is to be named. */
    static final String PLACEHOLDER = "<TriggerAuthentication>";

    private final Connection connection;
    private final Trigger trigger;
    private final ScaleSetNames names;

    ScaledResourceManifests(Connection connection, Trigger trigger, ScaleSetNames names) {
        this.connection = connection;
        this.trigger = trigger;
        this.names = names;
    }

    /** Runners that stay: the chart's StatefulSet, from none to ten. */
    Map<String, Object> scaledObject() {
        return object(
            "ScaledObject",
            LinkedMaps.map(
                "scaleTargetRef",
                LinkedMaps.map("apiVersion", "apps/v1", "kind", "StatefulSet", "name", names.fullname()),
                "minReplicaCount",
                0,
                "maxReplicaCount",
                10,
                "pollingInterval",
                30,
                "cooldownPeriod",
                300,
                "triggers",
                List.of(described())
            )
        );
    }

    /** @param template the pod of one runner */
    Map<String, Object> scaledJob(Map<String, Object> template) {
        return object(
            "ScaledJob",
            LinkedMaps.map(
                "jobTargetRef",
                LinkedMaps.map("backoffLimit", 0, "ttlSecondsAfterFinished", 300, "template", template),
                "minReplicaCount",
                0,
                "maxReplicaCount",
                10,
                "pollingInterval",
                30,
                // Otherwise each change of the spec deletes the Jobs at work.
                "rollout",
                LinkedMaps.map("strategy", "gradual"),
                "scalingStrategy",
                LinkedMaps.map("strategy", "default"),
                "triggers",
                List.of(described())
            )
        );
    }

    private Map<String, Object> object(String kind, Map<String, Object> spec) {
        return LinkedMaps.map(
            "apiVersion",
            "keda.sh/v1alpha1",
            "kind",
            kind,
            "metadata",
            LinkedMaps.map("name", names.fullname(), "namespace", connection.key().namespace()),
            "spec",
            spec
        );
    }

    private Map<String, Object> described() {
        AuthenticationRef authentication = connection.authentication();
        Map<String, Object> reference = LinkedMaps.map(
            "name",
            authentication == null ? PLACEHOLDER : authentication.name()
        );
        if (authentication != null && authentication.servesEveryNamespace()) {
            reference.put("kind", authentication.kind());
        }
        return LinkedMaps.map("type", trigger.type(), "metadata", trigger.metadata(), "authenticationRef", reference);
    }
}
