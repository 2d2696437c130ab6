package dev.actrunner.console.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * What the packaged console takes with a number of connections on a real API server, each probed every 30 s:
 * {@code bench/memory.sh}.
 */
public final class MemoryBench {

    private static final int SECONDS = 100;

    private MemoryBench() {}

    /** @param args numbers of connections, each with the heap to give: {@code 1000:256m} */
    public static void run(String... args) throws Exception {
        for (String arg : args.length > 0 ? List.of(args) : List.of("100:128m", "1000:256m", "10000:1g")) {
            String[] parts = arg.split(":", 2);
            measure(Integer.parseInt(parts[0]), parts[1]);
        }
    }

    private static void measure(int connections, String heap) throws Exception {
        try (
            RealCluster cluster = RealCluster.start();
            var many = new ManyConnections();
            HttpClient http = HttpClient.newHttpClient()
        ) {
            many.make(cluster.admin(), connections);
            try (
                ConsoleProcess console = ConsoleProcess.withHeap(
                    "-Xmx" + heap,
                    cluster.kubeconfig(),
                    "--console.security.mode=demo",
                    "--logging.level.root=WARN"
                )
            ) {
                // Somebody looks now and then while all are probed, some times each.
                var page = HttpRequest.newBuilder(URI.create(console.url() + "/")).build();
                for (int second = 0; second < SECONDS; second++) {
                    http.send(page, BodyHandlers.discarding());
                    Thread.sleep(1000);
                }
                System.out.printf(
                    "%6d connections, -Xmx%s: %d MiB resident, live heap %s, %d threads (%s)%n",
                    connections,
                    heap,
                    console.status("VmRSS") / 1024,
                    console.liveHeap(),
                    console.status("Threads"),
                    cluster.title()
                );
            }
        }
    }
}
