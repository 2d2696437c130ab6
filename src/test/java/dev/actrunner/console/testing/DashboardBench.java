package dev.actrunner.console.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long the packaged console's first page and a list of its API take with many connections on a real API server, while they are
 * being probed and while they are not, beside a server that does nothing but send the same bytes: {@code bench/dashboard.sh}.
 */
public final class DashboardBench {

    /** As in the image. */
    private static final String OPTIONS = "-Xmx384m -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1";

    private final int requests;
    private final String options;

    private DashboardBench(int requests, String options) {
        this.requests = requests;
        this.options = options;
    }

    /** @param args how many connections, how many requests, and options of the JVM */
    public static void run(String... args) throws Exception {
        int connections = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int requests = args.length > 1 ? Integer.parseInt(args[1]) : 3000;
        var bench = new DashboardBench(requests, args.length > 2 ? args[2] : OPTIONS);
        try (RealCluster cluster = RealCluster.start(); var many = new ManyConnections()) {
            many.make(cluster.admin(), connections);
            System.out.printf("%d connections on %s, %s%n", connections, cluster.title(), bench.options);
            // The console's own interval, and one that has no probe while this measures.
            bench.measure(cluster, connections, "30s");
            bench.measure(cluster, connections, "24h");
        }
    }

    private void measure(RealCluster cluster, int connections, String interval) throws Exception {
        try (
            ConsoleProcess console = ConsoleProcess.withOptions(
                options,
                cluster.kubeconfig(),
                "--console.security.mode=demo",
                "--console.limits.requests-per-second=100000",
                "--console.monitor.interval=" + interval,
                "--logging.level.root=WARN"
            )
        ) {
            probeAll(console.url(), connections);
            System.out.printf("probed every %s:%n", interval);
            compare(console, "/", 1);
            compare(console, "/", 10);
            compare(console, "/api/v1/connections?limit=50", 50);
            compare(console, "/api/v1/connections?limit=50&view=full", 50);
            System.out.printf("   %d MiB resident%n", console.status("VmRSS") >> 10);
        }
    }

    /** Goes through all connections, until each has been probed: those without a verdict are probed by a list that has them. */
    private static void probeAll(String console, int connections) throws Exception {
        int probed = 0;
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (probed < connections) {
                probed = 0;
                String next = "";
                do {
                    URI page = URI.create(console + "/api/v1/connections?limit=100" + next);
                    JsonNode list = JsonMapper.shared().readTree(
                        http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body()
                    );
                    for (JsonNode item : list.path("items")) {
                        probed += item.path("status").path("verdict").isString() ? 1 : 0;
                    }
                    next = list.path("continue").isString() ? "&continue=" + list.path("continue").asString() : "";
                } while (!next.isEmpty());
            }
        }
    }

    /** Asks the console and the bare server in turns. */
    private void compare(ConsoleProcess console, String path, int clients) throws Exception {
        HttpRequest page = request(console.url() + path);
        byte[] answer;
        try (HttpClient http = HttpClient.newHttpClient()) {
            answer = send(http, page);
        }
        try (BareServer bare = BareServer.start(options, answer)) {
            HttpRequest peer = request(bare.url());
            var all = new ArrayList<long[]>();
            Duration before = console.cpu();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<List<long[]>>> works = new ArrayList<>();
                for (int client = 0; client < clients; client++) {
                    works.add(() -> inTurns(page, peer, clients));
                }
                for (Future<List<long[]>> each : threads.invokeAll(works)) {
                    all.addAll(each.get());
                }
            }
            double each = console.cpu().minus(before).toNanos() / 1e6 / (all.size() * 1.2);
            System.out.printf(
                "   GET %s, %d clients, %d bytes; %.1f ms of a core for each request and what is probed meanwhile:%n",
                path,
                clients,
                answer.length,
                each
            );
            print("console", all, 0);
            print("the same bytes alone", all, 1);
        }
    }

    /** @return pairs of how long the console and its peer took, in microseconds */
    private List<long[]> inTurns(HttpRequest page, HttpRequest peer, int clients) throws Exception {
        var took = new ArrayList<long[]>();
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            int own = requests / clients;
            for (int i = -own / 5; i < own; i++) {
                long begin = System.nanoTime();
                send(http, page);
                long middle = System.nanoTime();
                send(http, peer);
                long end = System.nanoTime();
                if (i >= 0) {
                    took.add(new long[] { (middle - begin) / 1000, (end - middle) / 1000 });
                }
                // Each looks now and then, and not all of them at once; what is probed meanwhile has its share of the machine.
                Thread.sleep(ThreadLocalRandom.current().nextLong(10L * clients));
            }
        }
        return took;
    }

    private static HttpRequest request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).header("Accept-Encoding", "gzip").build();
    }

    private static byte[] send(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(request.uri() + ": status " + answer.statusCode());
        }
        return answer.body();
    }

    private static void print(String name, List<long[]> pairs, int which) {
        long[] sorted = pairs
            .stream()
            .mapToLong(pair -> pair[which])
            .sorted()
            .toArray();
        System.out.printf(
            "      %-22s p50 %6.1f ms, p90 %6.1f ms, p99 %6.1f ms, max %6.1f ms%n",
            name,
            sorted[sorted.length / 2] / 1000.0,
            sorted[(sorted.length * 9) / 10] / 1000.0,
            sorted[(sorted.length * 99) / 100] / 1000.0,
            sorted[sorted.length - 1] / 1000.0
        );
    }
}
