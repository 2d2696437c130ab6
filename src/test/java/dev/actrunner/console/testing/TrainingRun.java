package dev.actrunner.console.testing;

import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Runs the console on an embedded cluster and a stub forge, uses it for a moment, and ends it as Kubernetes does: what it
 * loads meanwhile is what an AOT cache holds (JEP 483, JEP 515). The Dockerfile runs it.
 */
public final class TrainingRun {

    private static final int ROUNDS = 5;
    private static final int ENDED_BY_SIGTERM = 143;
    private static final Duration START = Duration.ofMinutes(2);
    private static final List<String> PATHS = List.of(
        "/",
        "/?group=cause",
        "/setup",
        "/keda",
        "/docs/checks",
        "/connections/team-a/trained",
        "/api/v1/connections",
        "/api/v1/namespaces/team-a/connections/trained",
        "/v3/api-docs"
    );

    private TrainingRun() {}

    /**
     * @param command the Java command that starts the console, with the option that names the cache to write
     * @throws IllegalStateException if the console does not end by itself
     */
    public static void run(String... command) throws IOException, InterruptedException {
        try (
            EmbeddedCluster cluster = EmbeddedCluster.start();
            StubForge forge = new StubForgejo("15.0.3")
                .token("trained", new Account("keda", true, Set.of("read:admin")))
                .jobs(new Job("acme", "app", Set.of("docker"), State.WAITING))
        ) {
            int port = Processes.freePort();
            int management = Processes.freePort();
            Process process = start(List.of(command), port, management, cluster.kubeconfig());
            String url = "http://127.0.0.1:" + port;
            RunningConsole.connect(url, "team-a/trained", forge.url(), "trained", "{\"kind\":\"admin\"}");
            for (int round = 0; round < ROUNDS; round++) {
                PATHS.forEach(path -> get(url + path));
                get("http://127.0.0.1:" + management + "/actuator/prometheus");
                // Unchanged, and probed again.
                RunningConsole.connect(url, "team-a/trained", forge.url(), "trained", "{\"kind\":\"admin\"}");
            }
            // The cache is written by a JVM that ends in order.
            process.destroy();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("The console did not end.");
            }
            if (process.exitValue() != ENDED_BY_SIGTERM) {
                throw new IllegalStateException("The console ended with " + process.exitValue() + ".");
            }
        }
    }

    /** In this folder, since the cache names the jars as the command does. */
    private static Process start(List<String> program, int port, int management, Path kubeconfig) throws IOException {
        var command = new ArrayList<>(program);
        command.add("--server.port=" + port);
        command.add("--management.server.port=" + management);
        command.add("--console.cluster.kubeconfig=" + kubeconfig);
        command.add("--console.security.mode=demo");
        Process process = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Awaitility.await()
            .atMost(START)
            .ignoreExceptionsInstanceOf(RestClientException.class)
            .failFast("The console ended.", () -> !process.isAlive())
            .untilAsserted(() -> get("http://127.0.0.1:" + management + "/actuator/health/readiness"));
        return process;
    }

    private static void get(String url) {
        RestClient.create(url).get().retrieve().toBodilessEntity();
    }
}
