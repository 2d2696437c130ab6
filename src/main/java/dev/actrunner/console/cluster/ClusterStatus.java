package dev.actrunner.console.cluster;

import org.jspecify.annotations.Nullable;

/**
 * The cluster that the console works on, and the user that it takes the caller for.
 *
 * @param name as it is configured, else the kubeconfig's context, or {@code in-cluster}
 * @param server the API server's address
 * @param user the user that the API server takes the console for, null when it did not say
 * @param problem why the cluster cannot be worked with now, null when it can
 */
public record ClusterStatus(String name, String server, @Nullable String user, @Nullable String problem) {
    public boolean reachable() {
        return problem == null;
    }
}
