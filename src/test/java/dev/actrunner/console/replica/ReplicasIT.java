package dev.actrunner.console.replica;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.actrunner.console.testing.ConsoleProcess;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.SharedProbes;
import dev.actrunner.console.testing.TestEnvironment;
import dev.actrunner.console.testing.TokenTrap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Several packaged consoles on one real API server: each connection is probed by one of them, and shown by all. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
class ReplicasIT {

    private static final int CONNECTIONS = 24;
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    /** What docs/reliability.md promises on a machine that is not busy. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final RealCluster cluster = RealCluster.start();
    private final TokenTrap forge = new TokenTrap();
    private final WireMockServer receiver = new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
    private final List<ConsoleProcess> started = new ArrayList<>();
    private ConsoleProcess one;
    private ConsoleProcess two;

    @BeforeEach
    void start() {
        TestEnvironment.note("replicas", cluster.title(), "two packaged consoles");
        receiver.start();
        receiver.stubFor(post(urlEqualTo("/hook")).willReturn(ok()));
        one = replica("one");
        two = replica("two");
        for (int i = 0; i < CONNECTIONS; i++) {
            String body = RunningConsole.request(forge.url(), "token-" + i);
            int status = send(
                HttpRequest.newBuilder(
                    URI.create(one.url() + "/api/v1/namespaces/team-a/connections/c" + i + "?probe=skip")
                )
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(body))
            ).statusCode();
            assertThat(status).isEqualTo(201);
        }
        awaitAll(one, Instant.EPOCH);
        awaitAll(two, Instant.EPOCH);
    }

    private ConsoleProcess replica(String name) {
        ConsoleProcess replica = ConsoleProcess.withOptions(
            "-Xmx200m -XX:TieredStopAtLevel=1",
            cluster.kubeconfig(),
            "--console.security.mode=demo",
            "--console.monitor.interval=" + INTERVAL.toSeconds() + "s",
            "--console.monitor.confirm-after=200ms",
            "--console.replicas.enabled=true",
            "--console.replicas.name=" + name,
            "--console.replicas.namespace=keda",
            "--console.replicas.address=http://127.0.0.1:{management}",
            "--console.notifications.receivers.ops.url=" + receiver.baseUrl() + "/hook"
        );
        started.add(replica);
        return replica;
    }

    @AfterEach
    void stop() {
        started.forEach(ConsoleProcess::close);
        receiver.stop();
        forge.close();
        cluster.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All connections as a replica shows them, by name. */
    private static Map<String, JsonNode> shown(ConsoleProcess replica) {
        String body = send(
            HttpRequest.newBuilder(URI.create(replica.url() + "/api/v1/connections?limit=500&view=full"))
        ).body();
        return JsonMapper.shared()
            .readTree(body)
            .path("items")
            .valueStream()
            .collect(
                Collectors.toMap(item -> item.path("name").asString(""), Function.identity(), (a, _) -> a, TreeMap::new)
            );
    }

    private static Instant checkedAt(JsonNode connection) {
        String at = connection.at("/status/checkedAt").asString("");
        return at.isEmpty() ? Instant.MIN : Instant.parse(at);
    }

    /** Until a replica shows all connections, probed after a time. */
    private static void awaitAll(ConsoleProcess replica, Instant after) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                assertThat(shown(replica).values())
                    .hasSize(CONNECTIONS)
                    .allSatisfy(each -> assertThat(checkedAt(each)).isAfter(after))
            );
    }

    @Test
    void eachConnectionIsProbedByOneReplicaAndShownByAll() {
        SharedProbes.assertEachIsProbedByOne(forge, CONNECTIONS, INTERVAL);

        // Both probe some, and each shows the same of all: report, figures, and since when.
        assertThat(List.of(one.log(), two.log())).allSatisfy(log -> assertThat(log).contains("Replicas: [one, two]"));
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> {
                Map<String, JsonNode> ones = shown(one);
                Map<String, JsonNode> twos = shown(two);
                assertThat(ones.keySet()).isEqualTo(twos.keySet()).hasSize(CONNECTIONS);
                assertThat(ones.keySet()).anySatisfy(name ->
                    assertThat(probe(ones, name)).isEqualTo(probe(twos, name))
                );
            });
    }

    private static JsonNode probe(Map<String, JsonNode> shown, String name) {
        return Objects.requireNonNull(shown.get(name)).path("probe");
    }

    @Test
    void whatAKilledReplicaProbedIsTakenOverWithNothingLost() {
        Instant killed = Instant.now();
        one.kill();
        awaitAll(two, killed);
        Duration longest = shown(two)
            .values()
            .stream()
            .map(each -> Duration.between(checkedAt(each), Instant.now()))
            .max(Duration::compareTo)
            .orElseThrow();
        TestEnvironment.note(
            "takeover",
            "all probed by the other " +
                Duration.between(killed, Instant.now()).toSeconds() +
                " s after kill -9, the oldest " +
                longest.toSeconds() +
                " s ago"
        );
        assertThat(Duration.between(killed, Instant.now()))
            .as("twice what is promised")
            .isLessThan(TAKEN_OVER.multipliedBy(2));
        assertThat(shown(two).values()).allSatisfy(each ->
            assertThat(each.at("/status/verdict").asString()).isEqualTo("warning")
        );

        // One that starts shows everything from its first answer on, and takes its share.
        ConsoleProcess three = replica("three");
        assertThat(shown(three).values())
            .hasSize(CONNECTIONS)
            .allSatisfy(each -> assertThat(each.at("/status/verdict").asString()).isEqualTo("warning"));
        await()
            .atMost(PATIENCE)
            .until(() -> two.log().contains("Replicas: [three, two]"));
        awaitAll(two, Instant.now());
        awaitAll(three, Instant.now());
        String page = send(HttpRequest.newBuilder(URI.create(three.url() + "/connections/team-a/c0"))).body();
        Instant first = Pattern.compile("datetime=\"([^\"]+)\"")
            .matcher(page)
            .results()
            .map(time -> Instant.parse(time.group(1)))
            .min(Instant::compareTo)
            .orElseThrow();
        assertThat(first).as("what was found before it started").isBefore(killed);
    }

    /** As a Deployment does it: a new pod, until it is ready; then no more requests to an old one, and SIGTERM. */
    @Test
    void aRollingUpdateLosesNoPageAndNoProbe() throws InterruptedException {
        long begin = System.nanoTime();
        var endpoints = new CopyOnWriteArrayList<>(List.of(one, two));
        var isOver = new AtomicBoolean();
        var looks = new ConcurrentLinkedQueue<String>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < 3; client++) {
                var _ = clients.submit(() -> {
                    for (int i = 0; !isOver.get(); i++) {
                        List<ConsoleProcess> now = List.copyOf(endpoints);
                        looks.add(look(now.get(i % now.size())));
                        Thread.sleep(Duration.ofMillis(400));
                    }
                    return null;
                });
            }
            try {
                for (ConsoleProcess old : List.of(one, two)) {
                    endpoints.add(replica("instead-of-" + (old == one ? "one" : "two")));
                    endpoints.remove(old);
                    // The pod's preStop hook.
                    Thread.sleep(Duration.ofSeconds(5));
                    old.close();
                }
                Instant updated = Instant.now();
                endpoints.forEach(each -> awaitAll(each, updated));
            } finally {
                isOver.set(true);
            }
        }
        assertThat(looks)
            .hasSizeGreaterThan(20)
            .containsOnly("200 200 " + CONNECTIONS);
        assertThat(forge.longestGap(begin))
            .as("two intervals, and what a busy machine adds")
            .isLessThan(INTERVAL.multipliedBy(8));
    }

    /** The status of a page and of the list, and how many connections were probed as the list says. */
    private static String look(ConsoleProcess replica) {
        try {
            int page = send(HttpRequest.newBuilder(URI.create(replica.url() + "/"))).statusCode();
            HttpResponse<String> list = send(
                HttpRequest.newBuilder(URI.create(replica.url() + "/api/v1/connections?limit=500"))
            );
            long probed = JsonMapper.shared()
                .readTree(list.body())
                .path("items")
                .valueStream()
                .filter(each -> checkedAt(each).isAfter(Instant.MIN))
                .count();
            return page + " " + list.statusCode() + " " + probed;
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    @Test
    void everybodyIsToldOnceWhicheverReplicaDies() {
        ConsoleProcess leader = one.log().contains("one is the leader") ? one : two;
        ConsoleProcess other = leader == one ? two : one;
        forge.jobs("{\"message\":\"not here\"}");
        await()
            .atMost(PATIENCE)
            .until(() -> messages().size() >= CONNECTIONS);
        assertThat(messages()).as("one from each connection, from one replica").hasSize(CONNECTIONS);
        // Nobody can tell that it is over what they never heard of: the other is told of it within a moment.
        await()
            .atMost(PATIENCE)
            .until(() ->
                shown(other)
                    .values()
                    .stream()
                    .allMatch(each -> each.at("/status/verdict").asString().equals("failed"))
            );

        leader.kill();
        forge.jobs("{\"jobs\":[],\"total_count\":4}");
        await()
            .atMost(PATIENCE.multipliedBy(2))
            .untilAsserted(() -> assertThat(connectionsTold("warning")).hasSizeGreaterThanOrEqualTo(CONNECTIONS));
        assertThat(other.log()).contains("is the leader");
        // What the dead leader may not have told is told again; what came later is told once.
        assertThat(connectionsTold("warning")).doesNotHaveDuplicates();
        assertThat(connectionsTold("failed")).isSubsetOf(connectionsTold("warning"));
    }

    /** The connections about which a message with a verdict came. */
    private List<String> connectionsTold(String verdict) {
        return messages()
            .stream()
            .map(message -> JsonMapper.shared().readTree(message))
            .filter(message -> message.path("verdict").asString().equals(verdict))
            .map(message -> message.path("connection").asString())
            .toList();
    }

    /** The messages that came. */
    private List<String> messages() {
        return receiver
            .findAll(postRequestedFor(urlEqualTo("/hook")))
            .stream()
            .map(LoggedRequest::getBodyAsString)
            .toList();
    }

    /** Nobody learns or tells anything without the replicas' key. */
    @Test
    void nobodyElseIsTold() {
        String address = cluster
            .admin()
            .leases()
            .inNamespace("keda")
            .withName("act-runner-console-two")
            .get()
            .getMetadata()
            .getAnnotations()
            .get("console.actrunner.dev/address");
        for (String request : Arrays.asList("", "a.abc", "x".repeat(5_000))) {
            HttpResponse<String> answer = send(
                HttpRequest.newBuilder(URI.create(address + "/actuator/replicas?request=" + request))
            );
            assertThat(answer.statusCode()).isIn(400, 403);
            assertThat(answer.body()).doesNotContain("team-a", "c0");
        }
        assertThat(IntStream.range(0, CONNECTIONS).mapToObj(i -> "token-" + i)).noneMatch(one.log()::contains);
    }
}
