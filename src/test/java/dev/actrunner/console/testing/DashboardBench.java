package dev.actrunner.console.testing;

import dev.actrunner.console.monitor.Monitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;

/**
 * How long the dashboard's first page takes with many connections on a real API server, while they are being probed:
 * {@code bench/dashboard.sh}.
 */
public final class DashboardBench {

    private DashboardBench() {}

    /** @param args how many connections, and how many requests */
    public static void run(String... args) throws Exception {
        int connections = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int requests = args.length > 1 ? Integer.parseInt(args[1]) : 3000;
        try (RealCluster cluster = RealCluster.start(); var many = new ManyConnections()) {
            long begin = System.nanoTime();
            many.make(cluster.admin(), connections);
            System.out.printf("%d connections made in %d s on %s%n", connections, seconds(begin), cluster.title());
            begin = System.nanoTime();
            try (
                RunningConsole console = RunningConsole.on(
                    cluster,
                    "--logging.level.root=WARN",
                    "--logging.level.dev.actrunner=WARN",
                    "--console.keda.cache-ttl=5s"
                )
            ) {
                Monitor monitor = console.bean(Monitor.class);
                while (
                    monitor
                        .statuses()
                        .stream()
                        .filter(s -> s.verdict() != null)
                        .count() < connections
                ) {
                    Thread.sleep(500);
                }
                System.out.printf("all discovered and probed once after %d s%n", seconds(begin));
                measure(console.url() + "/", requests);
                System.out.printf("heap after a collection: %d MB%n", usedMegabytes());
            }
        }
    }

    private static void measure(String url, int requests) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).header("Accept-Encoding", "gzip").build();
        long[] micros = new long[requests];
        int bytes = 0;
        for (int i = -requests / 5; i < requests; i++) {
            long start = System.nanoTime();
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("status " + answer.statusCode());
            }
            bytes = answer.body().length;
            if (i >= 0) {
                micros[i] = (System.nanoTime() - start) / 1000;
            }
            // Somebody looks now and then; what is probed meanwhile has its share of the machine.
            Thread.sleep(5);
        }
        Arrays.sort(micros);
        System.out.printf(
            "GET / : p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms over %d requests; %d bytes compressed%n",
            micros[requests / 2] / 1000.0,
            micros[(requests * 9) / 10] / 1000.0,
            micros[(requests * 99) / 100] / 1000.0,
            micros[requests - 1] / 1000.0,
            requests,
            bytes
        );
    }

    private static long usedMegabytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private static long seconds(long begin) {
        return (System.nanoTime() - begin) / 1_000_000_000;
    }
}
