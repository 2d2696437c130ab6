package dev.actrunner.console.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The real helm, of the major versions that are in use, from the programs that environment variables name. */
public enum Helm {
    THREE("HELM"),
    FOUR("HELM_4");

    private static final Path CHARTS = Path.of("src/test/helm");

    private final @Nullable String program;

    Helm(String variable) {
        this.program = System.getenv(variable);
    }

    /** Whether it is there. */
    public boolean isAvailable() {
        return program != null && Files.isExecutable(Path.of(program));
    }

    /** Renders one of the tests' charts, which refuses values that the chart of that name does not have. */
    public String template(String chart, Path values) {
        return run(List.of("template", "release", CHARTS.resolve(chart).toString(), "--values=" + values));
    }

    /** Installs a chart that makes objects as the chart of that name does. */
    public void install(TestCluster cluster, String namespace, String release, String chart, Path values) {
        String path = CHARTS.resolve("installed").resolve(chart).toString();
        run(cluster, namespace, "install", release, path, "--values=" + values);
    }

    /** Runs a command against a cluster and gives what it printed; fails when it does. */
    public String run(TestCluster cluster, String namespace, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--kubeconfig=" + cluster.kubeconfig());
        all.add("--namespace=" + namespace);
        return run(all);
    }

    private String run(List<String> arguments) {
        var command = new ArrayList<>(arguments);
        command.addFirst(Objects.requireNonNull(program));
        return Processes.output(command);
    }
}
