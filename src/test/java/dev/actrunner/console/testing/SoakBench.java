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
 * Two replicas of the packaged console among faults, a new one each minute: an API server that is stopped and started after a
 * compaction, one that hangs, an etcd that hangs, forges that come and go, many who read whole lists. One of the
 * replicas is killed each minute besides. It prints how many connections were lost, how long the longest went without a
 * probe, and what happened to the memory: {@code bench/soak.sh}.
 */
public final class SoakBench implements AutoCloseable {

    private static final int READERS = 20;

    private final RealCluster cluster;
    private final ManyConnections many;
    private final int connections;
    private final Pace pace;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Long> resident = new ArrayList<>();
    private final List<Replica> replicas = new ArrayList<>();
    private int fewest;
    private Duration longest = Duration.ZERO;
    private int unanswered;

    /**
     * How quick it is.
     *
     * @param interval between two probes of a connection
     * @param round how long a fault and what comes after it take
     * @param fault how long a fault lasts
     */
    public record Pace(Duration interval, Duration round, Duration fault) {}

    /**
     * What came of it.
     *
     * @param fewest how many connections there were at least whenever somebody looked
     * @param longest how long a connection was without a probe at most
     * @param unanswered how often neither replica answered
     * @param resident the memory of a replica, in MiB, at each look
     */
    public record Outcome(int fewest, Duration longest, int unanswered, List<Long> resident) {}

    /** A replica that can be killed. */
    private static final class Replica {

        private final String name;
        private volatile ConsoleProcess process;

        Replica(String name, ConsoleProcess process) {
            this.name = name;
            this.process = process;
        }
    }

    /** Makes the connections, and two replicas that have probed all of them. */
    public SoakBench(int connections, Pace pace) throws Exception {
        this.cluster = RealCluster.start();
        this.many = new ManyConnections((connections + 19) / 20);
        this.connections = connections;
        this.pace = pace;
        this.fewest = connections;
        many.make(cluster.admin(), connections);
        for (String name : List.of("one", "two")) {
            replicas.add(new Replica(name, start(name)));
        }
    }

    private ConsoleProcess start(String name) {
        return ConsoleProcess.withOptions(
            "-Xmx256m -Xms64m -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders",
            cluster.kubeconfig(),
            "--console.security.mode=demo",
            "--console.monitor.interval=" + pace.interval().toSeconds() + "s",
            "--console.replicas.enabled=true",
            "--console.replicas.name=" + name,
            "--console.replicas.namespace=keda",
            "--console.replicas.address=http://127.0.0.1:{management}",
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
        var pace = new Pace(Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofSeconds(15));
        try (var soak = new SoakBench(connections, pace)) {
            Outcome outcome = soak.go(minutes);
            System.out.printf(
                "%d of %d connections at least; longest without a probe %d s; %d looks unanswered; resident from %d to %d MiB (%s)%n",
                outcome.fewest(),
                connections,
                outcome.longest().toSeconds(),
                outcome.unanswered(),
                outcome.resident().stream().min(Long::compare).orElse(0L),
                outcome.resident().stream().max(Long::compare).orElse(0L),
                soak.title()
            );
        }
    }

    /** What it runs on. */
    public String title() {
        return cluster.title();
    }

    /** Goes through so many faults, and looks at all connections meanwhile. */
    public Outcome go(int rounds) throws Exception {
        System.out.printf("all %d connections were probed after %d s%n", connections, awaitProbed().toSeconds());
        List<Fault> faults = List.of(
            new Fault("API server stopped", this::stopApiServer),
            new Fault("forges away", () -> whileItLasts(many::flap)),
            new Fault("API server hangs", () -> whileItLasts(cluster::hang)),
            new Fault("many read whole lists", this::readLists),
            new Fault("etcd hangs", () -> whileItLasts(cluster::hangEtcd))
        );
        for (int round = 0; round < rounds; round++) {
            Fault fault = faults.get(round % faults.size());
            Replica killed = replicas.get(round % replicas.size());
            Instant end = Instant.now().plus(pace.round());
            Duration before = longest;
            longest = Duration.ZERO;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var work = threads.submit(() -> {
                    fault.work().run();
                    kill(killed);
                    return null;
                });
                while (Instant.now().isBefore(end) || !work.isDone()) {
                    Thread.sleep(pace.interval().dividedBy(6));
                    look();
                }
                work.get();
            }
            System.out.printf(
                "%2d, %-23s and %s killed: longest without a probe %3d s, %d MiB resident%n",
                round + 1,
                fault.name(),
                killed.name,
                longest.toSeconds(),
                resident.isEmpty() ? 0 : resident.getLast()
            );
            longest = longest.compareTo(before) > 0 ? longest : before;
        }
        awaitProbed();
        return new Outcome(fewest, longest, unanswered, List.copyOf(resident));
    }

    /** Begins with true, and ends with false. */
    private interface Switch {
        void turn(boolean on);
    }

    private void whileItLasts(Switch fault) throws InterruptedException {
        fault.turn(true);
        try {
            Thread.sleep(pace.fault());
        } finally {
            fault.turn(false);
        }
    }

    /** What was watched before cannot be watched on. */
    private void stopApiServer() throws InterruptedException {
        cluster.stopApiServer();
        cluster.compact();
        Thread.sleep(pace.fault());
        cluster.startApiServer();
    }

    private void readLists() {
        Instant end = Instant.now().plus(pace.fault());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int reader = 0; reader < READERS; reader++) {
                Replica asked = replicas.get(reader % replicas.size());
                threads.execute(() -> {
                    while (Instant.now().isBefore(end)) {
                        ask(asked.process, "/api/v1/connections?limit=500&view=full");
                    }
                });
            }
        }
    }

    /** A new one starts at once, as Kubernetes does. */
    private void kill(Replica replica) {
        ConsoleProcess killed = replica.process;
        killed.kill();
        killed.close();
        replica.process = start(replica.name);
    }

    /** Waits until each replica shows all connections as probed from now on. */
    private Duration awaitProbed() throws InterruptedException {
        Instant begin = Instant.now();
        for (Replica replica : replicas) {
            while (!isProbed(list(replica.process), begin)) {
                Thread.sleep(500);
            }
        }
        return Duration.between(begin, Instant.now());
    }

    private boolean isProbed(@Nullable List<JsonNode> all, Instant since) {
        Instant now = Instant.now();
        return (
            all != null &&
            all.size() == connections &&
            all
                .stream()
                .filter(each -> each.has("checkedAt"))
                .map(each -> Instant.parse(each.path("checkedAt").asString("")))
                .filter(at -> at.isAfter(since) && !at.isAfter(now))
                .count() == connections
        );
    }

    /** Looks at all connections, as somebody would: of two replicas at one that answers. */
    private void look() {
        for (Replica replica : replicas) {
            List<JsonNode> all = list(replica.process);
            if (all != null) {
                look(all);
                resident.add(replica.process.status("VmRSS") / 1024);
                return;
            }
        }
        unanswered++;
    }

    private void look(List<JsonNode> all) {
        fewest = Math.min(fewest, all.size());
        Instant now = Instant.now();
        for (JsonNode status : all) {
            if (status.has("checkedAt")) {
                Duration age = Duration.between(Instant.parse(status.path("checkedAt").asString("")), now);
                longest = age.compareTo(longest) > 0 ? age : longest;
            }
        }
    }

    /** The statuses of all connections; null where the console does not answer. */
    private @Nullable List<JsonNode> list(ConsoleProcess console) {
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

    @Override
    public void close() {
        replicas.forEach(replica -> replica.process.close());
        many.close();
        cluster.close();
    }
}
