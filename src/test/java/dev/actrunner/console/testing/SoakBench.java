package dev.actrunner.console.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packaged console among faults, a new one each minute: an API server that is stopped and started, one that hangs, an
 * etcd that hangs, forges that come and go, many who read whole lists, and a kill. It prints how many connections were
 * lost, how long the longest went without a probe, and what happened to the memory: {@code bench/soak.sh}.
 */
public final class SoakBench {

    private static final Duration FAULT = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final int READERS = 20;

    private final RealCluster cluster;
    private final ManyConnections many;
    private final int connections;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Long> resident = new ArrayList<>();
    private volatile ConsoleProcess console;
    private int fewest;
    private Duration longest = Duration.ZERO;
    private int unanswered;

    private SoakBench(RealCluster cluster, ManyConnections many, int connections) {
        this.cluster = cluster;
        this.many = many;
        this.connections = connections;
        this.fewest = connections;
        this.console = start(cluster);
    }

    private static ConsoleProcess start(RealCluster cluster) {
        return ConsoleProcess.withOptions(
            "-Xmx256m -Xms64m -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders",
            cluster.kubeconfig(),
            "--console.security.mode=demo",
            "--logging.level.root=WARN"
        );
    }

    /** Something that goes wrong for a moment. */
    private record Fault(String name, Work work) {}

    private interface Work {
        void run() throws Exception;
    }

    /** @param args how many minutes, and how many connections */
    public static void run(String... args) throws Exception {
        int minutes = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        int connections = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
        try (RealCluster cluster = RealCluster.start(); var many = new ManyConnections((connections + 19) / 20)) {
            many.make(cluster.admin(), connections);
            var soak = new SoakBench(cluster, many, connections);
            try {
                soak.go(minutes);
            } finally {
                soak.console.close();
            }
        }
    }

    private void go(int minutes) throws Exception {
        System.out.printf("all %d connections were probed after %d s%n", connections, awaitProbed().toSeconds());
        List<Fault> faults = List.of(
            new Fault("API server stopped", this::stopApiServer),
            new Fault("forges away", () -> whileItLasts(many::flap)),
            new Fault("API server hangs", () -> whileItLasts(cluster::hang)),
            new Fault("many read whole lists", this::readLists),
            new Fault("etcd hangs", () -> whileItLasts(cluster::hangEtcd)),
            new Fault("kill -9", this::kill)
        );
        for (int minute = 0; minute < minutes; minute++) {
            Fault fault = faults.get(minute % faults.size());
            Instant end = Instant.now().plus(Duration.ofMinutes(1));
            Duration before = longest;
            longest = Duration.ZERO;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var work = threads.submit(() -> {
                    fault.work().run();
                    return null;
                });
                while (Instant.now().isBefore(end)) {
                    Thread.sleep(LOOK);
                    look();
                }
                work.get();
            }
            System.out.printf(
                "minute %2d, %-22s longest without a probe %3d s, %d MiB resident%n",
                minute + 1,
                fault.name() + ":",
                longest.toSeconds(),
                resident.isEmpty() ? 0 : resident.getLast()
            );
            longest = longest.compareTo(before) > 0 ? longest : before;
        }
        System.out.printf(
            "%d of %d connections at least; longest without a probe %d s; %d looks unanswered; resident from %d to %d MiB (%s)%n",
            fewest,
            connections,
            longest.toSeconds(),
            unanswered,
            resident.stream().min(Long::compare).orElse(0L),
            resident.stream().max(Long::compare).orElse(0L),
            cluster.title()
        );
    }

    /** Begins with true, and ends with false. */
    private interface Switch {
        void turn(boolean on);
    }

    private static void whileItLasts(Switch fault) throws InterruptedException {
        fault.turn(true);
        try {
            Thread.sleep(FAULT);
        } finally {
            fault.turn(false);
        }
    }

    private void stopApiServer() throws InterruptedException {
        cluster.stopApiServer();
        Thread.sleep(FAULT);
        cluster.startApiServer();
    }

    private void readLists() {
        Instant end = Instant.now().plus(FAULT);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int reader = 0; reader < READERS; reader++) {
                threads.execute(() -> {
                    while (Instant.now().isBefore(end)) {
                        ask(console, "/api/v1/connections?limit=500&view=full");
                    }
                });
            }
        }
    }

    /** A new one starts at once, as Kubernetes does; its reports begin anew. */
    private void kill() throws InterruptedException {
        ConsoleProcess killed = console;
        killed.kill();
        Instant begin = Instant.now();
        console = start(cluster);
        Duration started = Duration.between(begin, Instant.now());
        System.out.printf(
            "           started again after %.1f s, all probed after %d s%n",
            started.toMillis() / 1000.0,
            awaitProbed().plus(started).toSeconds()
        );
        killed.close();
    }

    private Duration awaitProbed() throws InterruptedException {
        Instant begin = Instant.now();
        while (true) {
            List<JsonNode> all = list();
            if (all != null && all.size() == connections && all.stream().allMatch(each -> each.has("checkedAt"))) {
                return Duration.between(begin, Instant.now());
            }
            Thread.sleep(500);
        }
    }

    /** Looks at all connections, as somebody would. */
    private void look() {
        List<JsonNode> all = list();
        if (all == null) {
            unanswered++;
            return;
        }
        fewest = Math.min(fewest, all.size());
        Instant now = Instant.now();
        for (JsonNode status : all) {
            if (status.has("checkedAt")) {
                Duration age = Duration.between(Instant.parse(status.path("checkedAt").asString("")), now);
                longest = age.compareTo(longest) > 0 ? age : longest;
            }
        }
        resident.add(console.status("VmRSS") / 1024);
    }

    /** The statuses of all connections; null where the console does not answer. */
    private @Nullable List<JsonNode> list() {
        var all = new ArrayList<JsonNode>();
        String next = "";
        do {
            JsonNode page = ask(console, "/api/v1/connections?limit=500" + next);
            if (page == null) {
                return null;
            }
            page.path("items").forEach(item -> all.add(item.path("status")));
            String token = page.path("continue").asString("");
            next = token.isEmpty() ? "" : "&continue=" + token;
        } while (!next.isEmpty());
        return all;
    }

    private @Nullable JsonNode ask(ConsoleProcess asked, String path) {
        try {
            HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(asked.url() + path))
                    .timeout(Duration.ofSeconds(20))
                    .build(),
                HttpResponse.BodyHandlers.ofString()
            );
            return answer.statusCode() == 200 ? JsonMapper.shared().readTree(answer.body()) : null;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        } catch (IOException _) {
            return null;
        }
    }
}
