package dev.actrunner.console.attack;

import static dev.actrunner.console.attack.AttackedConsole.TOKEN;
import static dev.actrunner.console.attack.AttackedConsole.authentication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.actrunner.console.testing.RawHttp;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.ScaledResourceManifest;
import dev.actrunner.console.testing.SignIn;
import dev.actrunner.console.testing.TokenTrap;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Nobody keeps others waiting, ends the process or shuts others out, with or without signing in. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
class LimitAttackIT {

    private static AttackedConsole it;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        it = new AttackedConsole("limits", "--console.limits.body-timeout=2s");
        it.put("editor", "attacked").expectStatus().isCreated();
    }

    @AfterAll
    static void stop() {
        HTTP.shutdownNow();
        it.close();
    }

    private static HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(it.console.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void whoHasNotSignedInHasNoSession() throws Exception {
        for (String path : List.of(
            "/",
            "/setup",
            "/keda",
            "/connections/team-a/a",
            "/sign-in",
            "/sign-in?failed",
            "/x"
        )) {
            assertThat(get(path).headers().allValues("Set-Cookie"))
                .as(path)
                .noneMatch(c -> c.startsWith("session="));
        }
        // Where they wanted to go is known all the same.
        var wanted = get("/keda?x=1");
        assertThat(wanted.headers().allValues("Set-Cookie")).anyMatch(
            c -> c.startsWith("wanted-page=") && c.contains("HttpOnly") && !c.contains("keda")
        );
    }

    @Test
    void anAddressWithoutCredentialIsLimitedBeforeAnybodyAsksWhoItIs() throws Exception {
        try (var strict = console("--console.limits.requests-per-second=5")) {
            var statuses = new ArrayList<Integer>();
            for (int i = 0; i < 40; i++) {
                var request = HttpRequest.newBuilder(URI.create(strict.url() + "/"));
                // What is no credential of the console's is none.
                for (String authorization : List.of("Basic eDp4", "Bearer", "x").subList(0, i % 4)) {
                    request.setHeader("Authorization", authorization);
                }
                statuses.add(HTTP.send(request.build(), BodyHandlers.discarding()).statusCode());
            }
            assertThat(statuses.subList(0, 8)).contains(302);
            assertThat(statuses.subList(32, 40))
                .filteredOn(status -> status == 429)
                .hasSizeGreaterThan(4);
            // Whoever has a credential is not kept out with them.
            strict.api("viewer-token").get().uri("/keda").exchange().expectStatus().isOk();
        }
    }

    private static RunningConsole console(String... settings) {
        var all = new ArrayList<>(List.of("--console.security.mode=cluster", "--console.outbound.allow-loopback=true"));
        all.addAll(List.of(settings));
        return RunningConsole.on(it.cluster.kubeconfigOf("console"), all.toArray(String[]::new));
    }

    /** A body that comes byte by byte is given up, whoever it is from; what is refused anyway is not waited for. */
    @Test
    void slowBodiesEndSoon() throws Exception {
        var slow = new ArrayList<RawHttp>();
        for (String head : List.of(
            "POST /api/v1/probes HTTP/1.1\r\nContent-Type: application/json\r\n",
            "POST /sign-in/token HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n",
            "POST /setup/x/forge HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n",
            "POST /api/v1/probes HTTP/1.1\r\nAuthorization: Bearer viewer-token\r\nContent-Type: application/json\r\n",
            "POST /api/v1/probes HTTP/1.1\r\nAuthorization: Bearer wrong\r\nContent-Type: application/json\r\n"
        )) {
            slow.add(new RawHttp(it.console.url()).write(head + "Host: 127.0.0.1\r\nContent-Length: 20000\r\n\r\na"));
        }
        try (var drip = Executors.newVirtualThreadPerTaskExecutor()) {
            var ends = slow
                .stream()
                .map(each ->
                    drip.submit(() -> {
                        int written = 0;
                        try {
                            for (; written < 100; written++) {
                                each.write("a");
                                Thread.sleep(200);
                            }
                        } catch (IOException _) {
                            // Closed by the console.
                        }
                        return written;
                    })
                )
                .toList();
            for (var end : ends) {
                assertThat(end.get()).as("bytes that were taken, of 100").isLessThan(90);
            }
        }
        for (RawHttp each : slow) {
            each.close();
        }
    }

    /** Two requests where a proxy may see one, and what else makes servers disagree on where a request ends. */
    @ParameterizedTest
    @MethodSource("smuggled")
    void noRequestHidesInAnother(String request) throws Exception {
        try (var raw = new RawHttp(it.console.url())) {
            String answer = raw.write(request).readAll();
            assertThat(answer.split("HTTP/1.1 ", -1)).as(answer).hasSizeLessThanOrEqualTo(2);
            assertThat(answer).doesNotContain("HTTP/1.1 200");
        }
    }

    static List<String> smuggled() {
        String hidden = "GET /assets/console.css HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        return List.of(
            "POST /x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" +
                hidden,
            "POST /x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef" + hidden,
            "POST /x HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: xchunked\r\n\r\n" + hidden,
            "POST /x HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + hidden,
            "POST /x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n" + hidden,
            "POST /x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0x10\r\n\r\n" + hidden,
            "GET /x HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n" + hidden,
            "GET /x HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nA: b\r\n C: d\r\n\r\n"
        );
    }

    private static final String ALIASES = bomb();

    private static String bomb() {
        var yaml = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 40; i++) {
            String before = "*a" + (i - 1);
            yaml.append("a" + i + ": &a" + i + " [" + String.join(",", Collections.nCopies(9, before)) + "]\n");
        }
        return yaml + "triggers: [{type: metrics-api, metadata: {url: *a39}}]\n";
    }

    static List<String> bombs() {
        return List.of(
            ALIASES,
            "&a [*a]",
            "&a {triggers: *a}",
            "triggers: &t\n  - type: metrics-api\n    metadata: &m\n      url: *t\n",
            "[".repeat(20_000),
            "{a: ".repeat(10_000),
            "- ".repeat(20_000) + "x",
            "!!javax.script.ScriptEngineManager [!!java.net.URL [\"http://127.0.0.1:1/\"]]",
            "!!seq x",
            "!!map x",
            "!!str [a]",
            "!!int x",
            "!!float x",
            "!!binary '%'",
            "!!timestamp x",
            "!!set [a]",
            "!!omap x",
            "!!pairs x",
            "{type: metrics-api, metadata: {url: '" + "?".repeat(60_000) + "'}}",
            "{type: metrics-api, metadata: {url: '" + "://".repeat(20_000) + "'}}",
            "{type: metrics-api, metadata: {url: 'http://h/" + "/".repeat(60_000) + "'}}",
            "{type: metrics-api, metadata: {targetValue: '" + "the,".repeat(15_000) + "'}}",
            "triggers: [{type: metrics-api, metadata: {targetValue: 1e999999999}}]",
            "triggers: [{type: metrics-api, metadata: {targetValue: 2001-12-14t21:59:43.10-05:00}}]",
            "triggers: [{type: " + "9".repeat(40_000) + "}]",
            "? [a, b]\n: c\ntriggers: []",
            "\u0000\u0001",
            "%YAML 9.9\n---\n...",
            "triggers:\n" + "  - {type: metrics-api, metadata: {url: 'http://127.0.0.1:1/'}}\n".repeat(900)
        );
    }

    /** Through the API and through the page's field. */
    @ParameterizedTest
    @MethodSource("bombs")
    void aBombInATriggerIsRefused(String bomb) throws Exception {
        String body = JsonMapper.shared().writeValueAsString(Map.of("trigger", bomb));
        it.as("editor")
            .post()
            .uri("/namespaces/team-a/connections/attacked/probe")
            .contentType(MediaType.APPLICATION_JSON)
            .body(body)
            .exchange()
            .expectStatus()
            .value(s -> assertThat(s).isIn(200, 422));
        String session = SignIn.byToken(it.console.url(), "editor-token");
        var page = HTTP.send(
            HttpRequest.newBuilder(URI.create(it.console.url() + "/connections/team-a/attacked"))
                .header("Cookie", session)
                .build(),
            BodyHandlers.ofString()
        );
        var csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(csrf.find()).isTrue();
        var shown = HTTP.send(
            HttpRequest.newBuilder(URI.create(it.console.url() + "/connections/team-a/attacked/trigger"))
                .header("Cookie", session)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "_csrf=" + csrf.group(1) + "&trigger=" + URLEncoder.encode(bomb, StandardCharsets.UTF_8)
                    )
                )
                .build(),
            BodyHandlers.ofString()
        );
        assertThat(shown.statusCode()).isIn(200, 422);
    }

    static List<String> answers() {
        return List.of(
            "[".repeat(100_000),
            "{\"jobs\":" + "[".repeat(100_000),
            "{\"total_count\":1e999999999}",
            "{\"total_count\":" + "9".repeat(900_000) + "}",
            "{\"total_count\":\"" + "9".repeat(900_000) + "\"}",
            "{\"total_count\":-9223372036854775809}",
            "{\"" + "k".repeat(3_000_000) + "\":1}",
            "{\"jobs\":[" + "{\"status\":\"queued\",\"labels\":[\"" + "l".repeat(2_000_000) + "\"]}],\"total_count\":1}"
        );
    }

    /** What a forge answers, read for the count and for a trigger. */
    @ParameterizedTest
    @MethodSource("answers")
    void aBombInAnAnswerIsARefusal(String answer) {
        try (var trap = new TokenTrap()) {
            trap.jobs(answer);
            String url = trap.url() + "/api/v1/admin/actions/jobs?status=queued";
            JsonNode report = AttackedConsole.answer(
                it
                    .as("viewer")
                    .post()
                    .uri("/probes")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(
                        "{\"forge\":{\"url\":\"" +
                            trap.url() +
                            "\"},\"scope\":{\"kind\":\"admin\"},\"token\":{\"value\":\"abc\"}," +
                            "\"trigger\":\"{type: metrics-api, metadata: {url: '" +
                            url +
                            "', valueLocation: total_count, authMode: bearer}}\"}"
                    )
                    .exchange()
                    .expectStatus()
                    .isOk()
            );
            assertThat(report.path("verdict").asString()).isIn("failed", "warning");
            assertThat(report.at("/readings/0/value").toString()).hasSizeLessThan(500);
        }
    }

    /** What stands in annotations and ScaledObjects is read by the console's own threads. */
    @Test
    void aBombInTheClusterStopsNobodysProbes() {
        for (String interval : List.of(
            "9999999999d",
            "PT9223372036854775807S",
            "-1s",
            "1e999999999s",
            "5" + "0".repeat(5000) + "s"
        )) {
            it.cluster.annotate("team-a", "attacked", "console.actrunner.dev/interval", interval);
        }
        it.cluster
            .admin()
            .resource(
                authentication(
                    "TriggerAuthentication",
                    "team-a",
                    "odd",
                    "nothing",
                    "\"https://" + "a".repeat(100_000) + "\"",
                    "console.actrunner.dev/runner-labels: \"" + ",".repeat(50_000) + "\""
                )
            )
            .create();
        var scaledResource = ScaledResourceManifest.of(
            "team-a",
            it.forge.url(),
            "attacked-act-runner-controller-trigger-auth"
        ).build();
        String yaml = Serialization.asYaml(scaledResource);
        String triggers =
            "  triggers:\n" +
            (
                "  - type: metrics-api\n    metadata: { url: '" +
                it.forge.url() +
                "/api/v1/user/actions/jobs?status=queued', valueLocation: '" +
                "a.".repeat(500) +
                "b', authMode: bearer }\n" +
                "    authenticationRef: { name: attacked-act-runner-controller-trigger-auth }\n"
            ).repeat(500);
        it.cluster.admin().resource(yaml.replaceFirst("(?s)  triggers:.*?(?=\\n\\S|$)", triggers)).create();
        int before = it.forge.requests().size();
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> it.forge.requests().size() > before);
        it.put("editor", "after-the-bomb").expectStatus().isCreated();
        assertThat(it.probe("editor", "after-the-bomb").path("verdict").asString()).isEqualTo("ready");
        it.cluster.admin().resource(yaml).delete();
    }

    @Test
    void badCredentialsShutNobodyOut() {
        for (int i = 0; i < 60; i++) {
            it.console
                .api("guess-" + i)
                .get()
                .uri("/keda")
                .exchange()
                .expectStatus()
                .isUnauthorized();
        }
        it.as("viewer").get().uri("/keda").exchange().expectStatus().isOk();
        // The same one again and again is not asked about for ever.
        List<Integer> statuses = IntStream.range(0, 40)
            .map(_ -> it.console.api("the-same-guess").get().uri("/keda").exchange().returnResult().getStatus().value())
            .boxed()
            .toList();
        assertThat(statuses).contains(401, 429);
        it.as("viewer").get().uri("/keda").exchange().expectStatus().isOk();
    }

    /** Limits hold for a person, however many tokens they have, on pages too. */
    @Test
    void manyTokensOfOnePersonAreOnePerson() throws Exception {
        it.grants.serviceAccount("team-a", "busy");
        it.grants.bindServiceAccount("reader", "team-a", "busy");
        try (var strict = console("--console.limits.writes-per-minute=5")) {
            var statuses = new ArrayList<Integer>();
            for (int i = 0; i < 4; i++) {
                String token = it.cluster.tokenOf("team-a", "busy");
                for (int n = 0; n < 4; n++) {
                    statuses.add(
                        strict
                            .api(token)
                            .post()
                            .uri("/namespaces/team-a/connections/attacked/probe")
                            .exchange()
                            .returnResult()
                            .getStatus()
                            .value()
                    );
                }
            }
            assertThat(statuses)
                .filteredOn(s -> s == 200)
                .hasSizeBetween(5, 7);
            assertThat(statuses)
                .filteredOn(s -> s == 429)
                .hasSizeBetween(9, 11);
            // Pages that try a change on the cluster, or ask a forge, count as well.
            String session = SignIn.byToken(strict.url(), it.cluster.tokenOf("team-a", "busy"));
            for (String page : List.of(
                "/setup/none/review/result",
                "/setup/none/token?check",
                "/scale-sets/team-a/none",
                "/connections/team-a/attacked/waiting",
                "/connections/team-a/attacked/export.zip"
            )) {
                var answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(strict.url() + page))
                        .header("Cookie", session)
                        .build(),
                    BodyHandlers.ofString()
                );
                assertThat(answer.statusCode()).as(page).isEqualTo(429);
            }
        }
    }

    /** Readings that ask a forge are bounded as probes are. */
    @ParameterizedTest
    @ValueSource(strings = { "", "/namespaces/team-a/connections/attacked/diagnosis" })
    void whatOneCallerHasUnderWayIsBounded(String reading) throws Exception {
        it.forge.hold();
        try (
            var strict = console("--console.limits.concurrent-writes=2");
            var threads = Executors.newVirtualThreadPerTaskExecutor()
        ) {
            var calls = IntStream.range(0, 8)
                .mapToObj(_ ->
                    threads.submit(() ->
                        (reading.isEmpty()
                            ? strict
                                  .api("editor-token")
                                  .post()
                                  .uri("/probes")
                                  .contentType(MediaType.APPLICATION_JSON)
                                  .body(RunningConsole.request(it.forge.url(), TOKEN))
                                  .exchange()
                            : strict.api("editor-token").get().uri(reading).exchange()
                        )
                            .returnResult()
                            .getStatus()
                            .value()
                    )
                )
                .toList();
            await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> calls.stream().filter(Future::isDone).count() == 6);
            it.forge.release();
            var statuses = new ArrayList<Integer>();
            for (var each : calls) {
                statuses.add(each.get());
            }
            assertThat(statuses)
                .filteredOn(s -> s == 429)
                .hasSize(6);
            assertThat(statuses)
                .filteredOn(s -> s == 200)
                .hasSize(2);
        } finally {
            it.forge.release();
        }
    }

    /** A stream ends with the token that it was opened with, and nobody opens as many as they like. */
    @Test
    void eventStreamsEndWithTheTokenAndAreBounded() throws Exception {
        it.grants.serviceAccount("team-a", "listener");
        it.grants.bindServiceAccount("reader", "team-a", "listener");
        String token = it.cluster.tokenOf("team-a", "listener");
        var streams = new ArrayList<RawHttp>();
        String request =
            "GET /api/v1/connections/events HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer " +
            token +
            "\r\n\r\n";
        int refused = 0;
        for (int i = 0; i < 25; i++) {
            var stream = new RawHttp(it.console.url()).write(request);
            refused += stream.status().contains(" 429") ? 1 : 0;
            streams.add(stream);
        }
        assertThat(refused).isEqualTo(5);
        it.cluster.admin().serviceAccounts().inNamespace("team-a").withName("listener").delete();
        // Within a beat and the time for which a token's answer is remembered.
        long begin = System.nanoTime();
        String rest = streams.getFirst().readAll();
        assertThat(rest).contains("hello");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
        for (RawHttp each : streams) {
            each.close();
        }
    }

    /** Metrics on a port of their own name namespaces: they are for who may get /metrics in the cluster. */
    @Test
    void metricsAreForWhoMayGetThem() throws Exception {
        int port = RunningConsole.freePort();
        it.grants.nonResource("metrics-readers", "/metrics", "get");
        it.grants.bindUserEverywhere("metrics-readers", "viewer");
        try (var guarded = console("--management.server.port=" + port, "--management.server.address=127.0.0.1")) {
            URI metrics = URI.create("http://127.0.0.1:" + port + "/actuator/prometheus");
            URI health = URI.create("http://127.0.0.1:" + port + "/actuator/health/liveness");
            assertThat(status(HttpRequest.newBuilder(metrics))).isEqualTo(401);
            assertThat(status(HttpRequest.newBuilder(metrics).header("Authorization", "Bearer wrong"))).isEqualTo(401);
            assertThat(
                status(HttpRequest.newBuilder(metrics).header("Authorization", "Bearer editor-token"))
            ).isEqualTo(403);
            assertThat(
                status(HttpRequest.newBuilder(metrics).header("Authorization", "Bearer viewer-token"))
            ).isEqualTo(200);
            assertThat(status(HttpRequest.newBuilder(health))).isEqualTo(200);
            assertThat(guarded.url()).isNotEmpty();
        }
    }

    /** Without a port of their own too. */
    @Test
    void metricsOnThePagesPortAreForTheSame() throws Exception {
        it.grants.nonResource("metrics-readers-too", "/metrics", "get");
        it.grants.bindUserEverywhere("metrics-readers-too", "binder");
        assertThat(get("/actuator/prometheus", "Authorization", "Bearer editor-token").statusCode()).isEqualTo(403);
        assertThat(get("/actuator/prometheus", "Authorization", "Bearer binder-token").statusCode()).isEqualTo(200);
    }

    private static int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
