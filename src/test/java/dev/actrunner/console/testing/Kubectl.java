package dev.actrunner.console.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real kubectl beside the real API server, with the administrator's kubeconfig. */
public record Kubectl(TestCluster cluster) {
    /** Whether it is there. */
    public static boolean isAvailable() {
        String assets = System.getenv("KUBEBUILDER_ASSETS");
        return assets != null && Files.isExecutable(Path.of(assets, "kubectl"));
    }

    /** Runs it in the project's folder and gives what it printed; fails when it does. */
    public String run(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getenv("KUBEBUILDER_ASSETS"), "kubectl").toString());
        command.add("--kubeconfig=" + cluster.kubeconfig());
        command.addAll(List.of(arguments));
        return Processes.output(command);
    }

    /** Runs lines of a shell as a user pastes them, and gives what they printed; fails when one does. */
    public static String shell(String lines) {
        return Processes.output(List.of("bash", "-euo", "pipefail", "-c", lines));
    }
}
