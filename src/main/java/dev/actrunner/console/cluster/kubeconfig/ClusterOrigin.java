package dev.actrunner.console.cluster.kubeconfig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lists where the console can find the address of its cluster.
 *
 * @param missing why it knows of none, null where it knows of one
 */
public record ClusterOrigin(@Nullable String missing) {
    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

    public static ClusterOrigin of(List<Path> kubeconfig, Map<String, String> environment) {
        boolean pod = Files.isRegularFile(SERVICE_ACCOUNT) || environment.containsKey("KUBERNETES_SERVICE_HOST");
        boolean isSet = environment.containsKey("KUBERNETES_MASTER") || System.getProperty("kubernetes.master") != null;
        if (kubeconfig.stream().anyMatch(Files::isRegularFile) || pod || isSet) {
            return new ClusterOrigin(null);
        }
        String files = kubeconfig.stream().map(Path::toString).collect(Collectors.joining(", "));
        return new ClusterOrigin(
            "There is no kubeconfig: looked for " +
                files +
                (environment.containsKey("KUBECONFIG") ? " (KUBECONFIG)" : " (KUBECONFIG is not set)") +
                ", and the console runs in no pod."
        );
    }
}
