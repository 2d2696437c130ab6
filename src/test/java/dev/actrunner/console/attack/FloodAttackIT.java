package dev.actrunner.console.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.actrunner.console.testing.ConsoleProcess;
import dev.actrunner.console.testing.Grants;
import dev.actrunner.console.testing.RawHttp;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.TestEnvironment;
import dev.actrunner.console.testing.TokenTrap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The packaged console with a heap of 384 MiB, under what ended it once: floods of pages and of slow bodies, bombs, and a
 * thousand callers. What it was seen to take is written to {@code target/attacks.txt}.
 */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
class FloodAttackIT {

    private static final Path FIGURES = Path.of("target", "attacks.txt");
    private static final int PAGES = Integer.getInteger("attack.pages", 20_000);
    private static final int SLOW = Integer.getInteger("attack.slow", 3_000);
    private static final int CALLERS = 1_000;
    private static final int CONNECTIONS = 5;
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    /** Longer than anything takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static RealCluster cluster;
    private static TokenTrap forge;
    private static ConsoleProcess console;
    private static long noted = System.nanoTime();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws Exception {
        cluster = RealCluster.start();
        new Grants(cluster.admin()).rule("readers", "keda.sh", "triggerauthentications", "get,list,watch");
        new Grants(cluster.admin()).bindGroup("readers", "team-a", "callers");
        forge = new TokenTrap();
        TestEnvironment.note("floods", cluster.title(), "stub Gitea", "the packaged jar at -Xmx384m");
        console = ConsoleProcess.withOptions(
            "-Xmx384m",
            cluster.kubeconfig(),
            "--console.security.mode=cluster",
            "--console.outbound.allow-loopback=true",
            "--console.monitor.interval=" + INTERVAL.toMillis() + "ms"
        );
        for (int i = 0; i < CONNECTIONS; i++) {
            HttpRequest put = HttpRequest.newBuilder(
                URI.create(console.url() + "/api/v1/namespaces/team-a/connections/flooded-" + i)
            )
                .header("Authorization", "Bearer admin-token")
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .PUT(BodyPublishers.ofString(RunningConsole.request(forge.url(), "token-" + i)))
                .build();
            assertThat(HTTP.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
        }
        Files.writeString(FIGURES, "");
        note("at rest");
    }

    @AfterAll
    static void stop() {
        HTTP.shutdownNow();
        console.close();
        forge.close();
        cluster.close();
    }

    private static void note(String what) {
        String line =
            what +
            ": " +
            console.status("VmRSS") / 1024 +
            " MiB resident, " +
            console.status("Threads") +
            " threads, " +
            forge.paths().size() +
            " probes so far, longest gap between probes: " +
            forge.longestGap(noted).toMillis() +
            " ms (interval " +
            INTERVAL.toMillis() +
            " ms)" +
            faults() +
            "\n";
        noted = System.nanoTime();
        try {
            Files.writeString(FIGURES, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the console says of probes that faults of its own ended, with what follows each line. */
    private static String faults() {
        List<String> lines = console.log().lines().toList();
        return IntStream.range(0, lines.size() - 2)
            .filter(i -> lines.get(i).contains("could not be probed"))
            .mapToObj(i -> "; " + String.join(" ", lines.subList(i, i + 3)))
            .limit(3)
            .collect(Collectors.joining());
    }

    /** Well again at once, with nothing lost and everybody probed. */
    @AfterEach
    void itIsWell() {
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> console.isAlive() && get("/api/v1/connections", "admin-token") == 200);
        assertThat(body("/api/v1/connections", "admin-token"))
            .contains("flooded-0", "flooded-" + (CONNECTIONS - 1), "\"totalCount\":4")
            .doesNotContain("\"verdict\":\"failed\"");
        int before = forge.paths().size();
        await()
            .atMost(INTERVAL.multipliedBy(5))
            .until(() -> forge.paths().size() >= before + CONNECTIONS);
        assertThat(console.log()).doesNotContain("OutOfMemoryError");
    }

    private static int get(String path, String token) {
        try {
            return HTTP.send(request(path, token), BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String body(String path, String token) {
        try {
            return HTTP.send(request(path, token), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest request(String path, String token) {
        var request = HttpRequest.newBuilder(URI.create(console.url() + path)).timeout(Duration.ofSeconds(20));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    /** Runs so many, 64 at a time, and counts those that came out as wanted. */
    private static int many(int number, IntPredicate one) throws InterruptedException {
        var good = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(64, Thread.ofVirtual().factory())) {
            for (int i = 0; i < number; i++) {
                int n = i;
                threads.execute(() -> {
                    if (one.test(n)) {
                        good.incrementAndGet();
                    }
                });
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
        }
        return good.get();
    }

    @Test
    void aFloodOfAnonymousPages() throws Exception {
        int answered = many(PAGES, n -> get(n % 2 == 0 ? "/" : "/connections/team-a/flooded-0", "") > 0);
        note(answered + " of " + PAGES + " anonymous pages answered");
        assertThat(answered).isGreaterThan(PAGES / 2);
    }

    @Test
    void aFloodOfSlowBodies() throws Exception {
        var held = new ArrayList<RawHttp>();
        IntConsumer open = n -> {
            try {
                // Of another address than this test's own requests, which go on meanwhile.
                var raw = new RawHttp(console.url(), "127.0.0." + (2 + (n % 2)));
                synchronized (held) {
                    held.add(raw);
                }
                raw.write(
                    (n % 3 == 0
                        ? "POST /sign-in/token HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        : "POST /api/v1/probes HTTP/1.1\r\nContent-Type: application/json\r\n") +
                        "Host: 127.0.0.1\r\nContent-Length: 20000\r\n\r\na"
                );
            } catch (IOException _) {
                // Refused, which is the point.
            }
        };
        many(SLOW, n -> {
            open.accept(n);
            return true;
        });
        note(held.size() + " slow bodies begun");
        for (int second = 0; second < 12; second++) {
            for (RawHttp each : held) {
                try {
                    each.write("a");
                } catch (IOException _) {
                    // Closed by the console.
                }
            }
            TimeUnit.MILLISECONDS.sleep(700);
            assertThat(console.isAlive()).isTrue();
        }
        note("after 12 rounds of a byte for each");
        for (RawHttp each : held) {
            each.close();
        }
    }

    @Test
    void aFloodOfBombs() throws Exception {
        var yaml = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\\n");
        for (int i = 1; i < 400; i++) {
            String before = "*a" + (i - 1);
            yaml.append("a" + i + ": &a" + i + " [" + (before + ",").repeat(8) + before + "]\\n");
        }
        String bomb = "{\"trigger\":\"" + yaml + "triggers: [{type: x, metadata: {url: *a39}}]\"}";
        int refused = many(200, _ -> {
            try {
                return (
                    HTTP.send(
                        HttpRequest.newBuilder(
                            URI.create(console.url() + "/api/v1/namespaces/team-a/connections/flooded-0/probe")
                        )
                            .header("Authorization", "Bearer admin-token")
                            .header("Content-Type", "application/json")
                            .timeout(PATIENCE)
                            .POST(BodyPublishers.ofString(bomb))
                            .build(),
                        BodyHandlers.discarding()
                    ).statusCode() /
                        100 ==
                    4
                );
            } catch (IOException _) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
        note(refused + " of 200 bombs refused");
        assertThat(refused).isEqualTo(200);
    }

    /** Lists of 8 MB, each of rows of two bytes, read as they come. */
    @Test
    void manyLargeAnswersAtOnce() throws Exception {
        forge.jobs("{\"total_count\":4,\"jobs\":[" + "{},".repeat(2_700_000) + "{}]}");
        int probed = many(24, n -> {
            HttpRequest probe = HttpRequest.newBuilder(
                URI.create(
                    console.url() + "/api/v1/namespaces/team-a/connections/flooded-" + (n % CONNECTIONS) + "/probe"
                )
            )
                .header("Authorization", "Bearer admin-token")
                .POST(BodyPublishers.noBody())
                .timeout(PATIENCE)
                .build();
            try {
                int status = HTTP.send(probe, BodyHandlers.discarding()).statusCode();
                return status == 200 || status == 429;
            } catch (IOException _) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
        forge.jobs("{\"jobs\":[],\"total_count\":4}");
        note(probed + " of 24 probes with 8 MB answered");
        assertThat(probed).isEqualTo(24);
    }

    @Test
    void aThousandCallers() throws Exception {
        long before = console.status("VmRSS");
        int answered = many(CALLERS * 2, n -> get("/api/v1/connections", "caller-" + (n % CALLERS) + "-token") == 200);
        long threads = console.status("Threads");
        long grown = (console.status("VmRSS") - before) / 1024;
        note(CALLERS + " callers, " + answered + " answers, " + grown + " MiB more");
        assertThat(answered).isEqualTo(CALLERS * 2);
        assertThat(threads).isLessThanOrEqualTo(200);
        assertThat(grown).isLessThanOrEqualTo(200);
    }
}
