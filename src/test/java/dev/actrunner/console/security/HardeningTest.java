package dev.actrunner.console.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.actrunner.console.testing.EmbeddedCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.SignIn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/** What stands around the pages and the API, whoever asks. */
@Tag("slow")
class HardeningTest {

    private static final String KEY = "a-token-for-the-programs-of-this-test";

    private static EmbeddedCluster cluster;
    private static RunningConsole console;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.start();
        console = start("--console.limits.requests-per-second=100000");
    }

    private static RunningConsole start(String limit) {
        return RunningConsole.on(
            cluster,
            "--console.security.mode=local",
            "--console.security.api-token=" + KEY,
            limit
        );
    }

    @AfterAll
    static void stop() {
        console.close();
        cluster.close();
    }

    private static RestClient client(RunningConsole console) {
        return RestClient.builder()
            .baseUrl(console.url())
            .defaultStatusHandler(_ -> true, (_, _) -> {})
            .build();
    }

    private static ResponseEntity<String> get(String path, String bearer) {
        return client(console)
            .get()
            .uri(URI.create(console.url() + path))
            .header(HttpHeaders.AUTHORIZATION, "Bearer " + bearer)
            .retrieve()
            .toEntity(String.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/setup", "/keda", "/api/v1/keda", "/no-such-page", "/sign-in", "/connections/a/b" })
    void headers(String path) {
        HttpHeaders headers = get(path, KEY).getHeaders();
        assertThat(headers.getFirst("Content-Security-Policy"))
            .as(path)
            .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
            .doesNotContain("unsafe");
        assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getFirst("X-Frame-Options")).isEqualTo("DENY");
        assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(headers.getFirst("Permissions-Policy")).contains("camera=()");
        assertThat(headers.getFirst("Cache-Control")).contains("no-store");
        assertThat(headers.getFirst("X-Request-Id")).isNotBlank();
        assertThat(headers.getFirst("Server")).isNull();
    }

    /** A query that nobody can read is the caller's mistake, whoever notices it: Tomcat, or Spring's firewall. */
    @ParameterizedTest
    @ValueSource(strings = { "%F1%9A%94%9C%16=", "%00=1", "%0d%0a=1", "a=%00", "=%ff" })
    void aQueryThatCannotBeReadIsABadRequest(String query) {
        for (String path : List.of(
            "/api/v1/connections",
            "/api/v1/namespaces/a/connections/b/manifests",
            "/",
            "/setup"
        )) {
            var answer = get(path + "?" + query, KEY);
            assertThat(answer.getStatusCode().value()).as(path).isIn(200, 302, 400, 404, 503);
        }
        String named = "/api/v1/namespaces/a/connections/b/manifests?%F1%9A%94%9C%16=";
        assertThat(get(named, KEY).getStatusCode().value()).isEqualTo(400);
    }

    @Test
    void actuatorShowsLittleAndNotToEverybody() {
        for (String path : List.of("env", "heapdump", "beans", "configprops", "loggers", "threaddump", "mappings")) {
            assertThat(
                get("/actuator/" + path, KEY)
                    .getStatusCode()
                    .value()
            )
                .as(path)
                .isEqualTo(404);
        }
        var anonymous = client(console).get().uri("/actuator/prometheus").retrieve().toBodilessEntity();
        assertThat(anonymous.getStatusCode().value()).isIn(302, 401);
    }

    /** Signs in by the link and gives the session's cookie. */
    private static String session() {
        return SignIn.byLink(console.url(), console.log());
    }

    @Test
    void aChangeByASessionNeedsItsCsrfToken() {
        String cookie = session();
        var read = client(console).get().uri("/api/v1/keda").header("Cookie", cookie).retrieve().toBodilessEntity();
        assertThat(read.getStatusCode().value()).isEqualTo(200);
        var change = client(console)
            .put()
            .uri("/api/v1/namespaces/team-a/connections/csrf")
            .header("Cookie", cookie)
            .contentType(MediaType.APPLICATION_JSON)
            .body("{}")
            .retrieve()
            .toEntity(String.class);
        assertThat(change.getStatusCode().value()).isEqualTo(403);
        assertThat(change.getBody()).contains("urn:act-runner-console:problem:csrf");
        for (String page : List.of(
            "/setup/x/forge",
            "/connections/team-a/a/delete",
            "/connections/a/b/token",
            "/sign-out"
        )) {
            var form = client(console)
                .post()
                .uri(page)
                .header("Cookie", cookie)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body("url=https://forge.example")
                .retrieve()
                .toBodilessEntity();
            assertThat(form.getStatusCode().value()).as(page).isEqualTo(403);
        }
        var program = client(console)
            .put()
            .uri("/api/v1/namespaces/team-a/connections/csrf")
            .header(HttpHeaders.AUTHORIZATION, "Bearer " + KEY)
            .contentType(MediaType.APPLICATION_JSON)
            .body("{}")
            .retrieve()
            .toBodilessEntity();
        assertThat(program.getStatusCode().value()).isEqualTo(422);
    }

    /** A page of another site cannot read the token of the sign-in's form: no code that it posts is tried. */
    @Test
    void aCodeOfTheLinkNeedsACsrfToken() {
        var form = client(console)
            .post()
            .uri("/sign-in/code")
            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
            .body("code=guess")
            .retrieve()
            .toBodilessEntity();
        assertThat(form.getStatusCode().value()).isEqualTo(403);
    }

    /** With a length and without one, as many clients send it. */
    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aBodyThatIsTooLongIsRefused(boolean chunked) throws IOException, InterruptedException {
        byte[] body = ("{\"trigger\":\"" + "x".repeat(300_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                HttpRequest.newBuilder(URI.create(console.url() + "/api/v1/probes"))
                    .header("Authorization", "Bearer " + KEY)
                    .header("Content-Type", "application/json")
                    .POST(
                        chunked
                            ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                            : BodyPublishers.ofByteArray(body)
                    )
                    .build(),
                BodyHandlers.ofString()
            );
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("urn:act-runner-console:problem:content-too-large");
        }
    }

    @Test
    void whoAsksTooOftenWaits() {
        try (RunningConsole slow = start("--console.limits.requests-per-second=2")) {
            var answers = IntStream.range(0, 12)
                .mapToObj(_ ->
                    client(slow)
                        .get()
                        .uri("/api/v1/keda")
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + KEY)
                        .retrieve()
                        .toEntity(String.class)
                )
                .toList();
            var refused = answers
                .stream()
                .filter(a -> a.getStatusCode().value() == 429)
                .findFirst()
                .orElseThrow();
            assertThat(refused.getHeaders().getFirst("Retry-After")).isEqualTo("1");
            assertThat(refused.getBody()).contains("too-many-requests");
        }
    }

    @Test
    void tooManyFailedSignInsShutAnAddressOut() {
        try (RunningConsole strict = start("--console.limits.sign-ins-per-minute=3")) {
            var statuses = IntStream.range(0, 5)
                .map(_ ->
                    client(strict)
                        .get()
                        .uri("/api/v1/keda")
                        .header(HttpHeaders.AUTHORIZATION, "Bearer guess")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .value()
                )
                .boxed()
                .toList();
            assertThat(statuses).startsWith(401, 401, 401).endsWith(429);
            assertThat(strict.log()).contains("sign-in -: denied by").doesNotContain("guess");
        }
    }

    @Test
    void withoutSignInOnlyLoopbackIsListenedOn() {
        for (String mode : List.of("demo", "local")) {
            assertThat(
                catchThrowable(() ->
                    RunningConsole.on(cluster, "--console.security.mode=" + mode, "--server.address=0.0.0.0").close()
                )
            )
                .rootCause()
                .hasMessageContaining("listens on 127.0.0.1 only");
        }
    }
}
