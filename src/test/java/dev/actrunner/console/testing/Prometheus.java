package dev.actrunner.console.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/**
 * A real Prometheus that scrapes a console every second and has the project's alert rules. The program and promtool lie in
 * the folder that {@code PROMETHEUS_BIN} names.
 */
public final class Prometheus implements AutoCloseable {

    /** The project's rules and what is expected of them. */
    public static final Path RULES = Path.of("deploy", "observability").toAbsolutePath();

    private final Process process;
    private final String url;

    /** Whether it is on this machine. */
    public static boolean isThere() {
        return System.getenv("PROMETHEUS_BIN") != null;
    }

    private static String program(String name) {
        return Path.of(String.valueOf(System.getenv("PROMETHEUS_BIN")), name).toString();
    }

    /**
     * Runs promtool and gives what it printed; fails when it does.
     *
     * @param input what it reads from its standard input
     */
    public static String promtool(String input, String... arguments) {
        return Processes.output(Stream.concat(Stream.of(program("promtool")), Stream.of(arguments)).toList(), input);
    }

    /** Starts it and waits until it has scraped once. */
    public Prometheus(RunningConsole console) {
        this(
            Processes.temporaryFolder("prometheus"),
            """
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: ["%s"]
            scrape_configs:
              - job_name: console
                metrics_path: /actuator/prometheus
                static_configs: [{ targets: ["%s"] }]
            """.formatted(RULES.resolve("alerts.yaml"), URI.create(console.url()).getAuthority()),
            "up == 1"
        );
    }

    private Prometheus(Path folder, String config, String awaited) {
        int port = Processes.freePort();
        url = "http://127.0.0.1:" + port;
        Path file = write(folder.resolve("prometheus.yml"), config);
        List<String> command = List.of(
            program("prometheus"),
            "--config.file=" + file,
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port
        );
        process = Processes.start(command, folder, Map.of());
        Processes.await(process, folder, command, () -> !query(awaited).isEmpty());
    }

    /** Starts one that scrapes nothing and knows the past, as OpenMetrics with times. */
    public static Prometheus withPast(String openMetrics) {
        Path folder = Processes.temporaryFolder("prometheus");
        Path file = write(folder.resolve("past.txt"), openMetrics);
        promtool("", "tsdb", "create-blocks-from", "openmetrics", file.toString(), folder.resolve("data").toString());
        return new Prometheus(folder, "global: { scrape_interval: 1s }\n", "vector(1)");
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public String url() {
        return url;
    }

    /** What it is, with its release. */
    public static String title() {
        return promtool("", "--version")
            .lines()
            .findFirst()
            .orElse("")
            .replaceAll("^promtool, version (\\S+).*", "Prometheus $1");
    }

    /** What an expression gives now. */
    public JsonNode query(String expression) {
        URI uri = UriComponentsBuilder.fromUriString(url + "/api/v1/query?query={q}")
            .encode()
            .buildAndExpand(expression)
            .toUri();
        return get(uri).at("/data/result");
    }

    /** The rules that it evaluates. */
    public JsonNode rules() {
        return get(URI.create(url + "/api/v1/rules")).at("/data/groups/0/rules");
    }

    private static JsonNode get(URI uri) {
        return Objects.requireNonNull(RestClient.create().get().uri(uri).retrieve().body(JsonNode.class));
    }

    @Override
    public void close() {
        Processes.stop(process);
    }
}
