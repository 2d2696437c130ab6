package dev.actrunner.console.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs Prometheus' blackbox_exporter, from the program that {@code BLACKBOX_EXPORTER} names. */
final class BlackboxExporter implements AutoCloseable {

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final String url;

    /**
     * Starts one with a module that expects a 200 with a body of JSON.
     *
     * @param token what each request has in its header
     */
    BlackboxExporter(String token) throws IOException {
        Path folder = Processes.temporaryFolder("blackbox");
        Path config = Files.writeString(
            folder.resolve("blackbox.yml"),
            """
            modules:
              jobs:
                prober: http
                timeout: 5s
                http:
                  preferred_ip_protocol: ip4
                  valid_status_codes: [200]
                  fail_if_body_not_matches_regexp: ['^(\\[|\\{|null)']
                  headers: { Authorization: "token %s" }
            """.formatted(token)
        );
        int port = Processes.freePort();
        url = "http://127.0.0.1:" + port;
        List<String> command = List.of(
            program(),
            "--config.file=" + config,
            "--log.level=error",
            "--web.listen-address=127.0.0.1:" + port
        );
        process = Processes.start(command, folder, Map.of());
        Processes.awaitOk(URI.create(url + "/-/healthy"), process, folder, command);
    }

    private static String program() {
        return Objects.requireNonNull(System.getenv("BLACKBOX_EXPORTER"), "BLACKBOX_EXPORTER");
    }

    /** What it is, with its release. */
    static String title() {
        return Processes.output(List.of(program(), "--version"))
            .lines()
            .findFirst()
            .orElse("")
            .replaceAll("^blackbox_exporter, version (\\S+).*", "blackbox_exporter $1");
    }

    /** Has it probe an address; fails where the probe does. */
    void probe(String target) throws IOException, InterruptedException {
        String query = "?module=jobs&target=" + URLEncoder.encode(target, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/probe" + query)).build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (!answer.body().contains("\nprobe_success 1\n")) {
            throw new IllegalStateException(answer.body());
        }
    }

    @Override
    public void close() {
        Processes.stop(process);
    }
}
