package dev.actrunner.console.connection.scaling;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Redactor;
import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.keda.KedaInstallation.Operator;
import dev.actrunner.console.keda.scaling.GoValues;
import dev.actrunner.console.keda.scaling.PauseAnnotation;
import dev.actrunner.console.keda.scaling.ScaledResource;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks KEDA's conditions of a ScaledObject or ScaledJob, and where they and its numbers disagree. */
final class ScaledResourceConditions {

    private final ScaledResource scaledResource;

    ScaledResourceConditions(ScaledResource scaledResource) {
        this.scaledResource = scaledResource;
    }

    /**
     * Returns the findings of the conditions, except for a trigger's error, which does not name its cause.
     *
     * @param warning KEDA's newest warning about it, empty where there is none
     */
    List<Check> checks(KedaInstallation installed, Optional<String> warning) {
        var checks = new ArrayList<Check>();
        if (!scaledResource.isSeen()) {
            checks.add(silent(installed));
        }
        scaledResource
            .condition("Ready")
            .filter(c -> c.status().equals("False") && !scaledResource.hasTriggerError())
            .ifPresent(c -> checks.add(notReady(c, warning)));
        scaledResource.pauses().forEach(p -> checks.add(paused(p)));
        if (scaledResource.pauses().isEmpty() && scaledResource.is("Paused", "True")) {
            checks.add(
                Finding.SCALED_RESOURCE_PAUSED.seen(
                    scaledResource.title() +
                        " is paused, as KEDA's condition says, and has no annotation that pauses it.",
                    "Wait for KEDA's next look at it; if it stays, see that KEDA's operator runs."
                )
            );
        }
        if (scaledResource.is("Fallback", "True")) {
            checks.add(Finding.SCALED_RESOURCE_FALLBACK.seen(scaledResource.title() + " is at its fallback replicas."));
        }
        return checks;
    }

    private Check silent(KedaInstallation installed) {
        String silence = "KEDA has said nothing about " + scaledResource.title() + " yet";
        if (installed.operator() == Operator.DOWN || installed.operator() == Operator.MISSING) {
            return Finding.SCALED_RESOURCE_SILENT.seen(
                silence + ": its operator does not run.",
                "Let KEDA's operator run first."
            );
        }
        if (!installed.watches(scaledResource.namespace())) {
            return Finding.SCALED_RESOURCE_SILENT.seen(
                silence + ": its operator does not watch " + scaledResource.namespace() + ".",
                Finding.KEDA_NAMESPACE.remediation()
            );
        }
        return Finding.SCALED_RESOURCE_SILENT.seen(silence + ".");
    }

    private Check notReady(ScaledResource.Condition ready, Optional<String> warning) {
        String summary = scaledResource.title() + " is not ready: " + Redactor.shown(ready.why(), 300);
        String event = warning
            .filter(e -> !ready.why().contains(e))
            .map(e -> " KEDA's last event about it: " + Redactor.shown(e, 300))
            .orElse("");
        return Finding.SCALED_RESOURCE_NOT_READY.seen(summary + event, remediation(ready.why() + event));
    }

    private String remediation(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains("scaletargetref") || text.contains("target resource doesn't exist")) {
            return "Create the workload that scaleTargetRef names, in the same namespace, or correct the name and kind.";
        }
        if (text.contains("already managed by") || text.contains("already exists")) {
            return "Another ScaledObject or HorizontalPodAutoscaler scales the same workload: delete one of the two.";
        }
        if (text.contains("quota") || text.contains("podsecurity") || text.contains("forbidden")) {
            return "The API server refuses what KEDA creates: meet what the message names, or change the namespace's policy.";
        }
        if (text.contains("pars") || text.contains("missing required") || text.contains("is required")) {
            return "Correct the trigger: the check keda.trigger names what KEDA refuses.";
        }
        return (
            "kubectl describe " +
            scaledResource.kind().toLowerCase(Locale.ROOT) +
            " " +
            scaledResource.name() +
            " -n " +
            scaledResource.namespace() +
            " shows KEDA's events; its operator's log has the rest."
        );
    }

    private Check paused(PauseAnnotation pause) {
        return Finding.SCALED_RESOURCE_PAUSED.seen(
            scaledResource.title() + " is paused by " + pause.annotation() + ": " + pause.effect() + ".",
            "Take it away: kubectl annotate " +
                scaledResource.kind().toLowerCase(Locale.ROOT) +
                " " +
                scaledResource.name() +
                " -n " +
                scaledResource.namespace() +
                " " +
                pause.annotation() +
                "-"
        );
    }

    /**
     * Returns a check where KEDA's condition Active and a number disagree.
     *
     * @param reported what KEDA reports for the trigger, null where it was not read
     * @param read what the trigger gives here, null where it gives none
     */
    Optional<Check> disagreement(TriggerSpec trigger, @Nullable BigDecimal reported, @Nullable BigDecimal read) {
        BigDecimal number = reported == null ? read : reported;
        if (number == null || scaledResource.paused() || !scaledResource.is("Ready", "True")) {
            return Optional.empty();
        }
        BigDecimal activation = activation(trigger);
        boolean active = number.compareTo(activation) > 0;
        String whose = reported == null ? "its trigger gives " : "it reports ";
        if (active && scaledResource.is("Active", "False")) {
            return Optional.of(
                Finding.METRIC_DISAGREES.seen(
                    "KEDA says that " + scaledResource.title() + " is not active, and " + whose + plain(number) + "."
                )
            );
        }
        boolean alone = scaledResource.triggers().size() == 1 && trigger.scaling().minReplicaCount() == 0;
        return !active && alone && scaledResource.is("Active", "True")
            ? Optional.of(
                  Finding.METRIC_DISAGREES.seen(
                      "KEDA says that " + scaledResource.title() + " is active, and " + whose + plain(number) + "."
                  )
              )
            : Optional.empty();
    }

    private static BigDecimal activation(TriggerSpec trigger) {
        return trigger.type().equals("metrics-api")
            ? GoValues.number(trigger.get("activationTargetValue")).map(BigDecimal::valueOf).orElse(BigDecimal.ZERO)
            : BigDecimal.ZERO;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
