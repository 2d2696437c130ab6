package dev.actrunner.console.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.actrunner.console.testing.ConsoleProcess;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.TestEnvironment;
import dev.actrunner.console.testing.TokenTrap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A browser whose requests go to two packaged consoles in turn, as behind a Service without session affinity. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
class SharedSignInIT {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final RealCluster cluster = RealCluster.start();
    private final TokenTrap forge = new TokenTrap();
    private final List<ConsoleProcess> running = new ArrayList<>();
    private int next;

    private static final class Browser {

        private final CookieManager cookies = new CookieManager();
        private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();

        private HttpResponse<String> send(HttpRequest.Builder request) {
            try {
                return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private final Browser browser = new Browser();

    @AfterEach
    void stop() {
        running.forEach(ConsoleProcess::close);
        forge.close();
        cluster.close();
    }

    private ConsoleProcess replica(String name) {
        ConsoleProcess replica = ConsoleProcess.withOptions(
            "-Xmx200m -XX:TieredStopAtLevel=1",
            cluster.kubeconfig(),
            "--console.security.mode=cluster",
            "--console.outbound.allow-loopback=true",
            "--console.replicas.enabled=true",
            "--console.replicas.name=" + name,
            "--console.replicas.namespace=keda",
            "--console.replicas.address=http://127.0.0.1:{management}"
        );
        running.add(replica);
        return replica;
    }

    /** The address of the one whose turn it is. */
    private String turn() {
        return running.get(next++ % running.size()).url();
    }

    /** A page, by the one whose turn it is, and by another where it leads on. */
    private HttpResponse<String> get(String path) {
        HttpResponse<String> answer = browser.send(HttpRequest.newBuilder(URI.create(turn() + path)));
        return answer.statusCode() == 302 ? get(location(answer)) : answer;
    }

    /** The page that a form leads to. */
    private HttpResponse<String> post(String page, String to, String fields) {
        Matcher csrf = CSRF.matcher(get(page).body());
        assertThat(csrf.find()).as(page).isTrue();
        HttpResponse<String> answer = browser.send(
            HttpRequest.newBuilder(URI.create(turn() + to))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields + "&_csrf=" + encoded(csrf.group(1))))
        );
        assertThat(answer.statusCode())
            .as(to + ": " + answer.body())
            .isEqualTo(302);
        return get(location(answer));
    }

    private static String location(HttpResponse<String> answer) {
        URI to = URI.create(answer.headers().firstValue("Location").orElseThrow());
        return to.getRawPath() + (to.getRawQuery() == null ? "" : "?" + to.getRawQuery());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void noRequestNeedsTheReplicaOfTheOneBefore() {
        TestEnvironment.note("shared sign-ins", cluster.title(), "two packaged consoles");
        ConsoleProcess one = replica("one");
        ConsoleProcess two = replica("two");

        // Signed in, and back at the page that was wanted, with each step at the other one.
        assertThat(get("/keda?x=1").uri().getPath()).isEqualTo("/sign-in");
        HttpResponse<String> wanted = post("/sign-in", "/sign-in/token", "token=admin-token");
        assertThat(wanted.uri()).hasPath("/keda");
        assertThat(wanted.body()).contains("admin");

        // The wizard.
        HttpResponse<String> forgePage = get("/setup");
        String wizard = forgePage.uri().getPath().replace("/forge", "");
        post(wizard + "/forge", wizard + "/forge", "url=" + encoded(forge.url()) + "&platform=gitea");
        post(wizard + "/scope", wizard + "/scope", "kind=admin");
        post(wizard + "/token", wizard + "/token", "source=value&value=a-token&anyway=true");
        HttpResponse<String> review = post(
            wizard + "/namespace",
            wizard + "/namespace",
            "namespace=team-a&name=shared&authentication=namespaced"
        );
        assertThat(review.uri()).hasPath(wizard + "/review");
        HttpResponse<String> done = post(wizard + "/review", wizard + "/review", "");
        assertThat(done.uri()).hasPath(wizard + "/done");
        // What the review tells the last page, the objects, came along.
        assertThat(done.body()).contains("TriggerAuthentication").doesNotContain("a-token");

        // A sign-out at one is known to the other.
        String copy = session();
        post("/connections/team-a/shared", "/sign-out", "");
        for (ConsoleProcess each : List.of(one, two)) {
            await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> status(each, copy) == 302);
        }

        // One that is killed takes nobody's sign-in along, and one that starts knows them.
        post("/sign-in", "/sign-in/token", "token=viewer-token");
        String session = session();
        one.kill();
        running.remove(one);
        assertThat(status(two, session)).isEqualTo(200);
        ConsoleProcess three = replica("three");
        assertThat(status(three, session)).isEqualTo(200);
        assertThat(status(three, copy)).as("what was ended before it started").isEqualTo(302);
    }

    private String session() {
        return browser.cookies
            .getCookieStore()
            .getCookies()
            .stream()
            .filter(each -> each.getName().equals("session"))
            .map(each -> each.getName() + "=" + each.getValue())
            .findFirst()
            .orElseThrow();
    }

    /** What somebody else is answered who sends a cookie. */
    private static int status(ConsoleProcess console, String cookie) {
        return new Browser()
            .send(HttpRequest.newBuilder(URI.create(console.url() + "/keda")).header("Cookie", cookie))
            .statusCode();
    }
}
