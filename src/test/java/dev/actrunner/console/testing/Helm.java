package dev.actrunner.console.testing;

import java.nio.file.Files;
import java.nio.file.Path;
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
        return Processes.output(
            List.of(
                Objects.requireNonNull(System.getenv("HELM")),
                "template",
                "release",
                CHARTS.resolve(chart).toString(),
                "--values=" + values
            )
        );
    }
}
