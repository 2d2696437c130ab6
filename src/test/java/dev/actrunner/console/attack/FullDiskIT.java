package dev.actrunner.console.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.ConsoleProcess;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.TestEnvironment;
import dev.actrunner.console.testing.TokenTrap;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The packaged console where no file can grow: each write to one fails, its log's too, from its start on or since some moment.
 * The kernel's limit of a process ({@code RLIMIT_FSIZE}) does to writes what a full disk does, and needs no disk.
 */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
class FullDiskIT {

    private static final List<String> PAGES = List.of(
        "/",
        "/setup",
        "/api/v1/connections",
        "/keda",
        "/swagger-ui/index.html"
    );

    @Test
    void startsAndServesWithoutADisk() throws Exception {
        try (RealCluster cluster = RealCluster.start(); var forge = new TokenTrap()) {
            TestEnvironment.note("a full disk", cluster.title(), "stub Gitea", "the packaged jar");
            try (
                ConsoleProcess console = ConsoleProcess.withoutDisk(
                    cluster.kubeconfig(),
                    "--console.security.mode=demo"
                )
            ) {
                assertServes(console, forge, "first");
                assertThat(console.log()).isEmpty();
                console.limitFiles("unlimited");
                assertServes(console, forge, "second");
                assertThat(console.log()).as("logs again once there is space").contains("second");
                console.limitFiles("0");
                assertServes(console, forge, "third");
                assertThat(console.log()).doesNotContain("third");
            }
        }
    }

    /** Whole pages, a long body, a change, and a probe. */
    private static void assertServes(ConsoleProcess console, TokenTrap forge, String name) throws Exception {
        try (
            HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .cookieHandler(new CookieManager())
                .build()
        ) {
            for (String page : PAGES) {
                HttpResponse<String> answer = send(http, request(console, page).GET().build());
                assertThat(answer.statusCode()).as(page).isEqualTo(200);
                assertThat(answer.body().length()).as(page).isGreaterThan(10);
            }
            HttpRequest put = request(console, "/api/v1/namespaces/team-a/connections/" + name)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(" ".repeat(50_000) + RunningConsole.request(forge.url(), "token")))
                .build();
            HttpResponse<String> made = send(http, put);
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            HttpRequest probe = request(console, "/api/v1/namespaces/team-a/connections/" + name + "/probe")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();
            assertThat(send(http, probe).statusCode()).isEqualTo(200);
        }
        assertThat(console.isAlive()).isTrue();
    }

    private static HttpRequest.Builder request(ConsoleProcess console, String path) {
        return HttpRequest.newBuilder(URI.create(console.url() + path)).timeout(Duration.ofMinutes(1));
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest request)
        throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }
}
