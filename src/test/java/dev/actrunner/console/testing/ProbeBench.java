package dev.actrunner.console.testing;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures probes of a stored connection, as the monitor makes them and as the REST API does, beside one of the same jobs by
 * blackbox_exporter, and beside the bare request, in turns: {@code bench/probe.sh}.
 */
public final class ProbeBench {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";
    private static final ConnectionKey KEY = new ConnectionKey("team-a", "probed");
    private static final String BLACKBOX = "blackbox_exporter, GET /probe";
    private static final String MONITOR = "console, scheduled probe";
    private static final String API = "console, POST …/probe";

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** Keeps no connection, as both probes keep none to a forge. */
    private final OkHttpClient unpooled = new OkHttpClient.Builder()
        .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
        .build();
    private final StubForge forge;
    private final RunningConsole console;
    private final BlackboxExporter exporter;
    private final Connections connections;
    private final Connection connection;
    /** The address that the console asks for the jobs. */
    private final String jobs;

    private ProbeBench(StubForge forge, RunningConsole console, BlackboxExporter exporter)
        throws IOException, InterruptedException {
        this.forge = forge;
        this.console = console;
        this.exporter = exporter;
        this.connections = console.bean(Connections.class);
        this.connection = connections.require(KEY);
        this.jobs = JsonMapper.shared().readTree(probe()).path("endpoint").asString();
    }

    /** @param args how many rounds */
    public static void run(String... args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
        try (
            RealCluster cluster = RealCluster.start();
            StubForge forge = new StubForgejo("15.0.3")
                .token(TOKEN, new Account("keda", true, Set.of("read:admin")))
                .jobs(new Job("acme", "app", Set.of("docker"), State.WAITING));
            BlackboxExporter exporter = new BlackboxExporter(TOKEN);
            RunningConsole console = RunningConsole.on(
                cluster,
                "--logging.level.root=WARN",
                "--logging.level.dev.actrunner=WARN",
                "--console.keda.cache-ttl=5s"
            )
        ) {
            console.connect(KEY.toString(), forge.url(), TOKEN, "{\"kind\":\"admin\"}");
            System.out.printf("on %s with %s, p50 of %d rounds%n", cluster.title(), BlackboxExporter.title(), rounds);
            new ProbeBench(forge, console, exporter).measure(new ApiRequests(cluster.admin()), rounds);
        }
    }

    private void measure(ApiRequests requests, int rounds) throws Exception {
        List<Double> ratios = new Turns()
            .add("one request for the jobs", _ -> bare())
            .add(BLACKBOX, _ -> exporter.probe(jobs))
            .add(MONITOR, _ -> probeAsMonitor())
            .add(API, _ -> probe())
            .run(rounds);
        double peer = ratios.get(1);
        System.out.printf(
            "   beside blackbox_exporter: %s %.2f times, %s %.2f times%n",
            MONITOR,
            ratios.get(2) / peer,
            API,
            ratios.get(3) / peer
        );
        int few = Math.max(1, rounds / 3);
        printForgeRequests(BLACKBOX, () -> exporter.probe(jobs), few);
        printForgeRequests(MONITOR, this::probeAsMonitor, few);
        printForgeRequests(API, this::probe, few);
        requests.print(MONITOR, _ -> probeAsMonitor(), few);
        requests.print(API, _ -> probe(), few);
    }

    private interface Probe {
        void run() throws Exception;
    }

    private void printForgeRequests(String name, Probe probe, int rounds) throws Exception {
        int before = forge.requests().size();
        for (int i = 0; i < rounds; i++) {
            probe.run();
        }
        double each = (forge.requests().size() - before) / (double) rounds;
        System.out.printf("   %-36s %8.1f requests to the forge%n", name, each);
    }

    private void bare() throws IOException {
        Request request = new Request.Builder()
            .url(jobs)
            .header("Authorization", "token " + TOKEN)
            .build();
        try (Response answer = unpooled.newCall(request).execute()) {
            if (answer.code() != 200 || answer.body().string().isEmpty()) {
                throw new IllegalStateException("status " + answer.code());
            }
        }
    }

    /** Takes no report that is there, as each interval's first probe of a forge's jobs. */
    private void probeAsMonitor() {
        ConnectionReport report = connections.probeShared(connection, Duration.ofNanos(1));
        if (report.probe().verdict() != Verdict.READY) {
            throw new IllegalStateException(report.toString());
        }
    }

    /** With what the monitor leaves out: who asks is told all that the token may, as it is now. */
    private String probe() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
            URI.create(console.url() + "/api/v1/namespaces/team-a/connections/probed/probe")
        )
            .header("Accept", "application/json")
            .POST(BodyPublishers.noBody())
            .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("\"verdict\":\"ready\"")) {
            throw new IllegalStateException(answer.body());
        }
        return answer.body();
    }
}
