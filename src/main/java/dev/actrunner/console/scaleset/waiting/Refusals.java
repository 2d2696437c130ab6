package dev.actrunner.console.scaleset.waiting;

import java.util.Locale;

/** Says what helps where Kubernetes refuses to create what a workload asks for. */
final class Refusals {

    private Refusals() {}

    /** @param message the API server's or a controller's */
    static String remediation(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains("quota")) {
            return "Raise the ResourceQuota that the message names, or lower max or the runners' resources.";
        }
        if (text.contains("podsecurity")) {
            return (
                "Set containers to none with labels such as docker:host, or label the namespace" +
                " pod-security.kubernetes.io/enforce=privileged."
            );
        }
        if (text.contains("serviceaccount") || text.contains("service account")) {
            return "Create the ServiceAccount that the message names, or leave serviceAccountName out.";
        }
        if (text.contains("priorityclass")) {
            return "Create the PriorityClass that the message names, or leave priorityClassName out.";
        }
        return "Meet what the message names, or change the policy of the namespace.";
    }
}
