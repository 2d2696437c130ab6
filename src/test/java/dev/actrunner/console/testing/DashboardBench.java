package dev.actrunner.console.testing;

import dev.actrunner.console.monitor.Monitor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long the dashboard's first page and a list of the API take with many connections on a real API server, while they are being probed:
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
                measure(console.url(), "/", 1, requests);
                measure(console.url(), "/", 10, requests);
                measure(console.url(), "/api/v1/connections?limit=50", 50, requests);
                measure(console.url(), "/api/v1/connections?limit=50&view=full", 50, requests);
                System.out.printf("heap after a collection: %d MB%n", usedMegabytes());
            }
        }
    }

    /** @param clients how many ask beside each other, each of them now and then */
    private static void measure(String console, String path, int clients, int requests) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(console + path))
            .header("Accept-Encoding", "gzip")
            .header("Authorization", "Bearer bench")
            .build();
        var micros = new ConcurrentLinkedQueue<Long>();
        var bytes = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < clients; client++) {
                var _ = threads.submit(() -> {
                    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                    int own = requests / clients;
                    for (int i = -own / 5; i < own; i++) {
                        long start = System.nanoTime();
                        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                        if (answer.statusCode() != 200) {
                            throw new IllegalStateException("status " + answer.statusCode());
                        }
                        bytes.set(answer.body().length);
                        if (i >= 0) {
                            micros.add((System.nanoTime() - start) / 1000);
                        }
                        // Somebody looks now and then; what is probed meanwhile has its share of the machine.
                        Thread.sleep(5L * clients);
                    }
                    return null;
                });
            }
        }
        long[] sorted = micros.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
            "GET %s, %d clients: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms over %d requests; %d bytes compressed%n",
            path,
            clients,
            sorted[sorted.length / 2] / 1000.0,
            sorted[(sorted.length * 9) / 10] / 1000.0,
            sorted[(sorted.length * 99) / 100] / 1000.0,
            sorted[sorted.length - 1] / 1000.0,
            sorted.length,
            bytes.get()
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
