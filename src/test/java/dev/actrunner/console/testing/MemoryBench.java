package dev.actrunner.console.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * What the packaged console takes of memory and of a core with a number of connections on a real API server, each probed every 30 s:
 * {@code bench/memory.sh}.
 */
public final class MemoryBench {

    /** The console's own interval. */
    private static final int INTERVAL = 30;
    private static final int BARE_WARM_UP = 60;

    private MemoryBench() {}

    /** @param args numbers of connections, each with options of the JVM: {@code 1000:-Xmx256m} */
    public static void run(String... args) throws Exception {
        for (String arg : args.length > 0 ? List.of(args) : List.of("100:-Xmx128m", "1000:-Xmx256m", "10000:-Xmx1g")) {
            String[] parts = arg.split(":", 2);
            measure(Integer.parseInt(parts[0]), parts[1], new Timing(INTERVAL, 2 * INTERVAL, 2 * INTERVAL));
        }
    }

    /**
     * For how long is measured, in seconds.
     *
     * @param interval between two probes of a connection
     * @param warmUp from the console's start until all were probed
     * @param measured from then on
     */
    record Timing(int interval, int warmUp, int measured) {
        /** Measures for one interval, and begins in the middle of another: at the start, probes are spread over the first. */
        static Timing ofInterval(int interval) {
            return new Timing(interval, interval + (interval + 1) / 2, interval);
        }
    }

    /**
     * What was measured.
     *
     * @param share of a core that the console takes, in percent
     * @param bare the same of the bare requests
     * @param liveHeap in MiB
     * @param resident in MiB
     */
    record Usage(int connections, double share, double bare, double liveHeap, double resident) {}

    /** Measures, and prints what it measured. */
    static Usage measure(int connections, String options, Timing timing) throws Exception {
        try (
            RealCluster cluster = RealCluster.start();
            // As many organizations as connections: each is probed for itself.
            var many = new ManyConnections((connections + 19) / 20);
            HttpClient http = HttpClient.newHttpClient()
        ) {
            long begin = System.nanoTime();
            many.make(cluster.admin(), connections);
            System.out.printf("%6d connections made in %.0f s%n", connections, seconds(begin));
            try (
                ConsoleProcess console = ConsoleProcess.withOptions(
                    options,
                    cluster.kubeconfig(),
                    "--console.security.mode=demo",
                    "--console.monitor.interval=" + timing.interval() + "s",
                    "--logging.level.root=WARN"
                )
            ) {
                var page = HttpRequest.newBuilder(URI.create(console.url() + "/")).build();
                look(http, page, timing.warmUp());
                Duration warm = console.cpu();
                int requests = many.requests();
                begin = System.nanoTime();
                look(http, page, timing.measured());
                double passed = seconds(begin);
                double share = console.cpu().minus(warm).toMillis() / 10.0 / passed;
                double probes = (passed * connections) / timing.interval();
                double each = (many.requests() - requests) / probes;
                double resident = console.status("VmRSS") / 1024.0;
                double live = console.liveHeap() / 1024.0;
                console.kill();
                double bare = bare(cluster, connections, many.urls(), options, timing);
                System.out.printf(
                    "%6d connections, %s: %.1f %% of a core, %.1f times the bare requests (%.2f %%); %.0f MiB resident, " +
                        "live heap %.0f MiB; %.2f requests to the forges per connection and %d s (%s)%n",
                    connections,
                    options,
                    share,
                    share / bare,
                    bare,
                    resident,
                    live,
                    each,
                    timing.interval(),
                    cluster.title()
                );
                return new Usage(connections, share, bare, live, resident);
            }
        }
    }

    /** Somebody looks now and then while all are probed. */
    private static void look(HttpClient http, HttpRequest page, int seconds) throws Exception {
        long begin = System.nanoTime();
        while (seconds(begin) < seconds) {
            http.send(page, BodyHandlers.discarding());
            Thread.sleep(1000);
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** What the same requests take in a process that does nothing else. */
    private static double bare(
        RealCluster cluster,
        int connections,
        List<String> forges,
        String options,
        Timing timing
    ) {
        // Its requests are spread evenly from the first one on.
        int warmUp = Math.min(BARE_WARM_UP, timing.warmUp());
        List<String> command = Processes.program(
            options,
            "BareLoop",
            cluster.kubeconfig().toString(),
            String.valueOf(connections),
            String.valueOf(timing.interval()),
            String.valueOf(warmUp),
            String.valueOf(timing.measured()),
            String.join(",", forges)
        );
        return Double.parseDouble(
            Processes.output(command)
                .strip()
                .lines()
                .reduce((_, last) -> last)
                .orElseThrow()
        );
    }
}
