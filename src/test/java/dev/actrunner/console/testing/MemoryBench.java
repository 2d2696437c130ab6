package dev.actrunner.console.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the packaged console takes of memory and of a core with a number of connections on a real API server, each probed every 30 s:
 * {@code bench/memory.sh}.
 */
public final class MemoryBench {

    private static final int SECONDS = 120;
    private static final int WARM_UP = 60;

    private MemoryBench() {}

    /** @param args numbers of connections, each with options of the JVM: {@code 1000:-Xmx256m} */
    public static void run(String... args) throws Exception {
        for (String arg : args.length > 0 ? List.of(args) : List.of("100:-Xmx128m", "1000:-Xmx256m", "10000:-Xmx1g")) {
            String[] parts = arg.split(":", 2);
            measure(Integer.parseInt(parts[0]), parts[1]);
        }
    }

    private static void measure(int connections, String options) throws Exception {
        try (
            RealCluster cluster = RealCluster.start();
            // As many organizations as connections: each is probed for itself.
            var many = new ManyConnections((connections + 19) / 20);
            HttpClient http = HttpClient.newHttpClient()
        ) {
            many.make(cluster.admin(), connections);
            try (
                ConsoleProcess console = ConsoleProcess.withOptions(
                    options,
                    cluster.kubeconfig(),
                    "--console.security.mode=demo",
                    "--logging.level.root=WARN"
                )
            ) {
                // Somebody looks now and then while all are probed, some times each.
                var page = HttpRequest.newBuilder(URI.create(console.url() + "/")).build();
                Duration warm = Duration.ZERO;
                for (int second = 0; second < SECONDS; second++) {
                    if (second == WARM_UP) {
                        warm = console.cpu();
                    }
                    http.send(page, BodyHandlers.discarding());
                    Thread.sleep(1000);
                }
                double share =
                    (100.0 * console.cpu().minus(warm).toMillis()) / Duration.ofSeconds(SECONDS - WARM_UP).toMillis();
                long resident = console.status("VmRSS") / 1024;
                String live = console.liveHeap();
                console.kill();
                double bare = bare(cluster, connections, many.urls(), options);
                System.out.printf(
                    "%6d connections, %s: %.1f %% of a core, %.1f times the bare requests (%.1f %%); %d MiB resident, " +
                        "live heap %s (%s)%n",
                    connections,
                    options,
                    share,
                    share / bare,
                    bare,
                    resident,
                    live,
                    cluster.title()
                );
            }
        }
    }

    /** What the same requests take in a process that does nothing else. */
    private static double bare(RealCluster cluster, int connections, List<String> forges, String options) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.add("-XX:+UseSerialGC");
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Path.of("bench", "Bare.java").toString()));
        command.addAll(List.of(cluster.kubeconfig().toString(), String.valueOf(connections)));
        command.addAll(List.of(String.valueOf(WARM_UP), String.valueOf(SECONDS - WARM_UP), String.join(",", forges)));
        return Double.parseDouble(
            Processes.output(command)
                .strip()
                .lines()
                .reduce((_, last) -> last)
                .orElseThrow()
        );
    }
}
