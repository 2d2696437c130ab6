package dev.actrunner.console.api;

import static dev.actrunner.console.api.Requests.connection;
import static dev.actrunner.console.api.Requests.that;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.actrunner.console.testing.EmbeddedCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.TestCluster;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What API and pages say where the cluster cannot do what they ask, and that they recover by themselves. */
@Tag("slow")
class ClusterFaultTest {

    private static final String TOKEN = "fault-token-0e5b";
    private static final String BODY = connection("http://forge.invalid", "{'kind':'admin'}", TOKEN);

    private static EmbeddedCluster cluster;
    private static RunningConsole console;
    private static Requests api;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.start();
        console = RunningConsole.on(cluster);
        api = Requests.to(console);
    }

    @AfterAll
    static void stop() {
        assertThat(console.log()).doesNotContain(TOKEN);
        console.close();
        cluster.close();
    }

    @AfterEach
    void mend() {
        cluster.api().answerWith(0);
        cluster.api().installKeda(true);
    }

    @ParameterizedTest
    @CsvSource({
        "500, 503, cluster-unavailable, status 500",
        "503, 503, cluster-unavailable, status 503",
        "401, 503, cluster-unauthorized, does not accept the console's credentials",
        "403, 403, cluster-forbidden, forbids",
    })
    void anAnswerOfTheApiServerBecomesAProblemWithItsCause(int status, int answered, String type, String detail) {
        cluster.api().answerWith(status);

        api.put("team-a/ci?probe=skip", BODY)
            .expectStatus()
            .isEqualTo(answered)
            .expectHeader()
            .contentType("application/problem+json")
            .expectBody()
            .jsonPath("$.type")
            .isEqualTo("urn:act-runner-console:problem:" + type)
            .jsonPath("$.detail")
            .value(that(containsString(detail)))
            .jsonPath("$.remediation")
            .isNotEmpty();

        cluster.api().answerWith(0);
        assertThat(cluster.admin().secrets().inNamespace("team-a").list().getItems()).isEmpty();
        api.get("/connections").expectStatus().isOk();
    }

    @Test
    void withoutKedaNothingIsLeftBehind() {
        cluster.api().installKeda(false);

        api.put("team-a/ci?probe=skip", BODY)
            .expectStatus()
            .isEqualTo(409)
            .expectBody()
            .jsonPath("$.type")
            .isEqualTo("urn:act-runner-console:problem:keda-missing")
            .jsonPath("$.remediation")
            .value(that(containsString("helm install keda")));

        assertThat(cluster.admin().secrets().inNamespace("team-a").list().getItems()).isEmpty();
        api.get("/keda").expectBody().jsonPath("$.installed").isEqualTo(false);
        api.get("/connections").expectStatus().isOk();
    }

    @Test
    void anUnreachableClusterStopsNeitherStartNorPages() throws Exception {
        try (RunningConsole alone = RunningConsole.on(TestCluster.kubeconfig("gone", "https://127.0.0.1:1", "x"))) {
            Requests.to(alone)
                .put("team-a/ci?probe=skip", BODY)
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo(
                    "The Kubernetes API server https://127.0.0.1:1 cannot be reached: connection refused or no route."
                );
            for (String path : new String[] { "/", "/keda" }) {
                String page = page(alone, path);
                assertThat(page).as(path).contains("cannot be reached: connection refused");
            }
            assertThat(page(alone, "/setup")).as("the wizard goes on").contains("Forge URL");
            assertThat(alone.log()).contains("The console continues without it.");
        }
    }

    private static String page(RunningConsole console, String path) throws IOException, InterruptedException {
        try (
            HttpClient browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .cookieHandler(new CookieManager())
                .build()
        ) {
            return browser
                .send(
                    HttpRequest.newBuilder(URI.create(console.url() + path)).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)
                )
                .body();
        }
    }
}
