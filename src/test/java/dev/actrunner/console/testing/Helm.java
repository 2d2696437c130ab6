package dev.actrunner.console.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The real helm, from the program that {@code HELM} names. */
public final class Helm {

    private static final Path CHARTS = Path.of("src/test/helm");

    private Helm() {}

    /** Whether it is there. */
    public static boolean isAvailable() {
        String program = System.getenv("HELM");
        return program != null && Files.isExecutable(Path.of(program));
    }

    /** Renders one of the tests' charts, which refuses values that the chart of that name does not have. */
    public static String template(String chart, Path values) {
        return run(
            Objects.requireNonNull(System.getenv("HELM")),
            "template",
            "release",
            CHARTS.resolve(chart).toString(),
            "--values=" + values
        );
    }

    /** Installs a chart that makes objects as the chart of that name does. */
    public static void install(TestCluster cluster, String namespace, String release, String chart, Path values) {
        run(
            Objects.requireNonNull(System.getenv("HELM")),
            "install",
            release,
            CHARTS.resolve("installed").resolve(chart).toString(),
            "--kubeconfig=" + cluster.kubeconfig(),
            "--namespace=" + namespace,
            "--values=" + values
        );
    }

    /** Runs a command against a cluster and gives what it printed; fails when it does. */
    public static String run(TestCluster cluster, String namespace, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--kubeconfig=" + cluster.kubeconfig());
        all.add("--namespace=" + namespace);
        all.addFirst(Objects.requireNonNull(System.getenv("HELM")));
        return run(all.toArray(String[]::new));
    }

    private static String run(String... command) {
        return Processes.output(List.of(command));
    }
}
