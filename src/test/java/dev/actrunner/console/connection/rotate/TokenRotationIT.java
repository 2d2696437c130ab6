package dev.actrunner.console.connection.rotate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.actrunner.console.testing.GiteaServer;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.TestEnvironment;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** A token is replaced, on a real API server and a real Gitea; whatever fails, the old one stays. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
@EnabledIfEnvironmentVariable(named = "GITEA_BINARY", matches = ".+", disabledReason = "GITEA_BINARY names no Gitea")
class TokenRotationIT {

    private static final String ONE = "/namespaces/team-a/connections/ci";

    private static RealCluster cluster;
    private static GiteaServer gitea;
    private static RunningConsole console;
    private String old = "";

    @BeforeAll
    static void start() {
        cluster = RealCluster.start();
        gitea = GiteaServer.start();
        TestEnvironment.note("new tokens", cluster.title(), gitea.title());
        console = RunningConsole.on(cluster);
    }

    @AfterAll
    static void stop() {
        console.close();
        gitea.close();
        cluster.close();
    }

    @BeforeEach
    void connect() {
        old = gitea.token(GiteaServer.ADMIN, "read:admin");
        connect(gitea.url());
    }

    private void connect(String forge) {
        console
            .api()
            .put()
            .uri(ONE)
            .contentType(MediaType.APPLICATION_JSON)
            .body(
                """
                {"forge":{"url":"%s"},"scope":{"kind":"admin"},"token":{"value":"%s"},"additionalLabels":{"team":"a"}}
                """.formatted(forge, old)
            )
            .exchange()
            .expectStatus()
            .is2xxSuccessful();
    }

    private static RestTestClient.ResponseSpec rotate(Map<String, String> body) {
        return post("/token", body);
    }

    private static RestTestClient.ResponseSpec post(String path, Map<String, String> body) {
        return send(HttpMethod.POST, path, body);
    }

    private static RestTestClient.ResponseSpec send(HttpMethod method, String path, Map<String, String> body) {
        return console
            .api()
            .method(method)
            .uri(ONE + path)
            .contentType(MediaType.APPLICATION_JSON)
            .body(body)
            .exchange();
    }

    private static Secret secret() {
        return cluster.admin().secrets().inNamespace("team-a").withName("ci-act-runner-controller-forgejo-api").get();
    }

    private static String stored() {
        return new String(Base64.getDecoder().decode(secret().getData().get("token")), StandardCharsets.UTF_8);
    }

    private static int statusWith(String token) {
        return gitea
            .api(token)
            .get()
            .uri("/admin/actions/jobs")
            .exchange((_, response) -> response.getStatusCode().value());
    }

    @Test
    void anEnteredTokenTakesTheOldOnesPlaceAndTheOldOneIsDeletedOnTheForge() {
        String fresh = gitea.token(GiteaServer.ADMIN, "read:admin");
        var labels = secret().getMetadata().getLabels();
        var annotations = secret().getMetadata().getAnnotations();
        rotate(Map.of("value", fresh + "\n"))
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.previousToken")
            .isEqualTo(old.substring(32))
            .jsonPath("$.probe.verdict")
            .isEqualTo("ready");
        assertThat(stored()).isEqualTo(fresh);
        assertThat(secret().getMetadata().getLabels()).isEqualTo(labels).containsEntry("team", "a");
        assertThat(secret().getMetadata().getAnnotations()).isEqualTo(annotations);
        assertThat(statusWith(old)).isEqualTo(200);

        send(HttpMethod.DELETE, "/token/previous", who(Map.of("previousToken", old.substring(32))))
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.deleted")
            .isEqualTo(true);
        assertThat(statusWith(old)).isEqualTo(401);
        assertThat(statusWith(fresh)).isEqualTo(200);
        // The console's fields are still the console's: applying again changes nothing but the token.
        connect(gitea.url());
    }

    @Test
    void aTokenIsMadeWithNoMoreThanItNeeds() {
        rotate(who(Map.of())).expectStatus().isOk().expectBody().jsonPath("$.probe.verdict").isEqualTo("ready");
        String made = stored();
        assertThat(made).isNotEqualTo(old);
        assertThat(statusWith(made)).isEqualTo(200);
        int user = gitea
            .api(made)
            .get()
            .uri("/user")
            .exchange((_, response) -> response.getStatusCode().value());
        assertThat(user).isEqualTo(403);
    }

    @Test
    void theTokenInUseIsNotDeleted() {
        send(HttpMethod.DELETE, "/token/previous", who(Map.of("previousToken", old.substring(32))))
            .expectStatus()
            .isEqualTo(422)
            .expectBody()
            .jsonPath("$.errors[0].field")
            .isEqualTo("previousToken");
        assertThat(statusWith(old)).isEqualTo(200);
    }

    @Test
    void aTokenThatTheForgeRefusesIsNotStored() {
        rotate(Map.of("value", "0".repeat(40)))
            .expectStatus()
            .isEqualTo(409)
            .expectBody()
            .jsonPath("$.type")
            .isEqualTo("urn:act-runner-console:problem:probe-failed");
        assertThat(stored()).isEqualTo(old);
    }

    @Test
    void aWrongPasswordChangesNothing() {
        rotate(Map.of("username", GiteaServer.ADMIN, "password", "wrong"))
            .expectStatus()
            .isEqualTo(422)
            .expectBody()
            .jsonPath("$.errors[0].field")
            .isEqualTo("username");
        rotate(Map.of("username", GiteaServer.ADMIN)).expectStatus().isEqualTo(422);
        rotate(Map.of()).expectStatus().isEqualTo(422);
        assertThat(stored()).isEqualTo(old);
    }

    /** As if the API server or a webhook stored something else: the token works when it is tried, and not from there. */
    @Test
    void aTokenThatDoesNotWorkFromTheClusterIsTakenBack() throws IOException {
        String fresh = gitea.token(GiteaServer.ADMIN, "read:admin");
        HttpServer front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        front.createContext("/", exchange -> {
            boolean refused =
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")).contains(fresh) &&
                stored().equals(fresh);
            if (refused) {
                exchange.sendResponseHeaders(401, -1);
            } else {
                forward(exchange);
            }
            exchange.close();
        });
        front.start();
        try {
            connect("http://127.0.0.1:" + front.getAddress().getPort());
            rotate(Map.of("value", fresh)).expectStatus().isEqualTo(409);
            assertThat(stored()).isEqualTo(old);
        } finally {
            front.stop(0);
        }
    }

    private static void forward(HttpExchange exchange) {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(gitea.url() + exchange.getRequestURI()));
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (authorization != null) {
                request.header("Authorization", authorization);
            }
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            exchange
                .getResponseHeaders()
                .set("Content-Type", answer.headers().firstValue("Content-Type").orElse("text/plain"));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> who(Map<String, String> more) {
        var body = new java.util.LinkedHashMap<>(more);
        body.put("username", GiteaServer.ADMIN);
        body.put("password", GiteaServer.PASSWORD);
        return body;
    }
}
