package dev.actrunner.console.multicluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.actrunner.console.testing.Chromium;
import dev.actrunner.console.testing.Grants;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.SignIn;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestEnvironment;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One console for two real API servers with RBAC: each has its own callers, and none waits for the other. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemoteClustersIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern LINK = Pattern.compile(
        "(?:href|action|src|formaction|hx-get|hx-post|data-checks|data-from)=\"(/[^\"]*)\""
    );
    private static final String CI = "/api/v1/namespaces/team-a/connections/ci";

    @TempDir
    private static Path folder;

    private final RealCluster east = RealCluster.start();
    private final RealCluster west = RealCluster.start();
    private final StubGitea forge = new StubGitea("1.26.0");
    private Path kubeconfig;
    private RunningConsole console;
    private String ofEast = "";
    private String ofWest = "";

    @BeforeAll
    void start() throws IOException {
        TestEnvironment.note("remote clusters", east.title() + ", twice", "stub Gitea");
        forge.token("good", new Account("root", true, Set.of("read:admin")));
        ofEast = editor(east);
        ofWest = editor(west);
        kubeconfig = Files.copy(west.kubeconfigOf("console"), folder.resolve("west"));
        console = RunningConsole.on(
            east.kubeconfigOf("console"),
            "--console.security.mode=cluster",
            "--console.outbound.allow-loopback=true",
            "--console.monitor.interval=1s",
            "--console.monitor.metrics-interval=1s",
            "--console.security.public-metrics=true",
            "--management.server.port=0",
            "--console.cluster.name=east",
            "--console.clusters[0].name=west",
            "--console.clusters[0].kubeconfig=" + kubeconfig,
            "--console.clusters[0].settings.console.monitor.interval=2s",
            "--console.clusters[1].name=north",
            "--console.clusters[1].kubeconfig=" + folder.resolve("north")
        );
        await().untilAsserted(() ->
            assertThat(states()).containsExactly("east running", "west running", "north failed")
        );
        HttpResponse<String> connection = put("/clusters/west/api/v1/namespaces/team-a/connections/pages", ofWest);
        assertThat(connection.statusCode()).as(connection.body()).isEqualTo(201);
        HttpResponse<String> scaleSet = put(
            "/clusters/west/api/v1/namespaces/team-a/scale-sets/runners",
            ofWest,
            "{\"connection\":\"pages\",\"labels\":[\"docker:host\"],\"max\":2,\"registration\":{\"token\":\"" +
                "r".repeat(40) +
                "\"}}"
        );
        assertThat(scaleSet.statusCode()).as(scaleSet.body()).isEqualTo(201);
    }

    /** A console's account, and somebody who edits team-a; gives the latter's token, which no other cluster knows. */
    private static String editor(RealCluster cluster) {
        var grants = new Grants(cluster.admin());
        grants.rule("console", "*", "*", "get,list,watch");
        grants.bindUserEverywhere("console", "console");
        grants.rule("all", "*", "*", "*");
        grants.serviceAccount("team-a", "jo");
        grants.bindServiceAccount("all", "team-a", "jo");
        grants.bindEverywhere("console", "team-a", "jo");
        return cluster.tokenOf("team-a", "jo");
    }

    /** Whoever listens to a remote cluster does not hold up the end of the process. */
    @AfterAll
    void stop() {
        CompletableFuture<HttpResponse<Stream<String>>> events = HTTP.sendAsync(
            request("/clusters/west/api/v1/connections/events", ofWest).build(),
            BodyHandlers.ofLines()
        );
        assertThat(events.join().statusCode()).isEqualTo(200);
        console.close();
        assertThat(console.log()).contains("Graceful shutdown complete").doesNotContain("Graceful shutdown aborted");
        forge.close();
        west.close();
        east.close();
    }

    private List<String> states() {
        JsonNode clusters = JsonMapper.shared().readTree(get("/api/v1/clusters", ofEast).body());
        return clusters
            .valueStream()
            .map(each -> each.path("name").asString("") + " " + each.path("state").asString(""))
            .toList();
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(console.url() + path))
            .timeout(Duration.ofMinutes(1))
            .header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path, String token) {
        return send(request(path, token));
    }

    private HttpResponse<String> put(String path, String token) {
        return put(path, token, RunningConsole.request(forge.url(), "good"));
    }

    private HttpResponse<String> put(String path, String token, String body) {
        return send(request(path, token).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
    }

    private static Secret secret(RealCluster cluster, String connection) {
        return cluster
            .admin()
            .secrets()
            .inNamespace("team-a")
            .withName(connection + "-act-runner-controller-forgejo-api")
            .get();
    }

    @Test
    void whatIsAppliedInOneClusterIsInThatOneAlone() {
        HttpResponse<String> made = put("/clusters/west" + CI, ofWest);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location")).hasValue(console.url() + "/clusters/west" + CI);
        assertThat(secret(west, "ci")).isNotNull();
        assertThat(secret(east, "ci")).isNull();
        assertThat(get(CI, ofEast).statusCode()).isEqualTo(404);
        // Probed by its own console, with its own interval, and measured beside the others.
        await().untilAsserted(() ->
            assertThat(get("/clusters/west" + CI, ofWest).body()).contains("\"verdict\":\"ready\"")
        );
        String metrics = "http://127.0.0.1:" + console.environment("local.management.port") + "/actuator/prometheus";
        await().untilAsserted(() ->
            assertThat(send(HttpRequest.newBuilder(URI.create(metrics))).body())
                .contains(
                    "act_runner_connection_verdict{cluster=\"west\",connection=\"ci\",namespace=\"team-a\",verdict=\"ready\"} 1.0"
                )
                .contains("act_runner_connections{cluster=\"east\",verdict=\"ready\"} 0.0")
        );
    }

    @Test
    void whoIsSomebodyInOneClusterIsNobodyInTheOther() {
        assertThat(get("/clusters/west/api/v1/connections", ofEast).statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/connections", ofWest).statusCode()).isEqualTo(401);
        String session = SignIn.byToken(console.url(), ofEast);
        HttpResponse<String> page = send(
            HttpRequest.newBuilder(URI.create(console.url() + "/clusters/west/")).header("Cookie", session)
        );
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.headers().firstValue("Location").orElseThrow()).endsWith("/clusters/west/sign-in");
        assertThat(put("/clusters/west" + CI + "x", ofEast).statusCode()).isEqualTo(401);
        assertThat(secret(west, "cix")).isNull();
    }

    @Test
    void aClusterThatHangsDelaysNobodyElse() {
        put("/clusters/west" + CI, ofWest);
        west.hang(true);
        try {
            CompletableFuture<HttpResponse<String>> waiting = HTTP.sendAsync(
                request("/clusters/west/api/v1/namespaces/team-a/connections/ci", ofWest).build(),
                BodyHandlers.ofString()
            );
            for (int i = 0; i < 20; i++) {
                assertThat(get("/api/v1/connections", ofEast).statusCode()).isEqualTo(200);
                assertThat(get("/api/v1/clusters", ofEast).statusCode()).isEqualTo(200);
            }
            HttpResponse<String> made = put("/api/v1/namespaces/team-a/connections/other", ofEast);
            assertThat(made.statusCode()).as(made.body()).isIn(200, 201);
            // What west's console knows it says, or it says that its cluster is away; never for longer than a request may take.
            assertThat(waiting.join().statusCode()).isIn(200, 503);
        } finally {
            west.hang(false);
        }
        await().untilAsserted(() -> assertThat(get("/clusters/west" + CI, ofWest).statusCode()).isEqualTo(200));
    }

    @Test
    void aClusterWhoseConsoleCannotStartSaysSoAndStartsOnceItCan() throws IOException {
        HttpResponse<String> refused = get("/clusters/north/api/v1/connections", ofEast);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body())
            .contains("cannot be started")
            .contains("urn:act-runner-console:problem:cluster-unavailable");
        HttpResponse<String> page = send(
            HttpRequest.newBuilder(URI.create(console.url() + "/clusters/north/")).header("Accept", "text/html")
        );
        assertThat(page.headers().firstValue("Location").orElseThrow()).endsWith("/clusters");
        assertThat(get("/api/v1/clusters", ofEast).body())
            .contains("There is no kubeconfig")
            .contains("/clusters/north/api/v1");
        Files.copy(west.kubeconfigOf("console"), folder.resolve("north"));
        await()
            .atMost(Duration.ofMinutes(1))
            .untilAsserted(() -> assertThat(states()).contains("north running"));
        assertThat(get("/clusters/north/api/v1/connections", ofWest).statusCode()).isEqualTo(200);
        // Another kubeconfig, as a Secret that is updated: another cluster.
        Files.copy(east.kubeconfigOf("console"), folder.resolve("north"), StandardCopyOption.REPLACE_EXISTING);
        await()
            .atMost(Duration.ofMinutes(1))
            .untilAsserted(() ->
                assertThat(get("/clusters/north/api/v1/connections", ofEast).statusCode()).isEqualTo(200)
            );
    }

    @ParameterizedTest
    @ValueSource(strings = { "nowhere", "West", "east", "west%20", "west." })
    void whatIsNoClusterIsNotAskedOfTheConsolesOwn(String name) {
        for (String all : List.of("/clusters/", "/Clusters/")) {
            HttpResponse<String> refused = get(all + name + "/api/v1/connections", ofWest);
            assertThat(refused.statusCode())
                .as(all + name)
                .isEqualTo(404);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).isEmpty();
        }
    }

    /** Whatever a page of a remote cluster leads to is of that cluster, but for the ways to the others. */
    @ParameterizedTest
    @ValueSource(
        strings = {
            "/",
            "/setup",
            "/keda",
            "/notifications",
            "/helm",
            "/connections/team-a/pages",
            "/connections/team-a/pages?tab=scale-sets",
            "/connections/team-a/pages?tab=history",
            "/connections/team-a/pages?tab=resources",
            "/connections/team-a/pages?tab=triggers",
            "/connections/team-a/pages?tab=activity",
            "/connections/team-a/pages/token",
            "/connections/team-a/pages/waiting",
            "/connections/team-a/pages/scale-sets/new",
            "/scale-sets/team-a/runners",
        }
    )
    void aPageOfARemoteClusterLeadsNowhereElse(String path) throws Exception {
        try (
            HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .cookieHandler(new CookieManager())
                .build()
        ) {
            HttpResponse<String> page = following.send(
                request("/clusters/west" + path, ofWest)
                    .header("Accept", "text/html")
                    .build(),
                BodyHandlers.ofString()
            );
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            List<String> links = LINK.matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
            assertThat(links)
                .isNotEmpty()
                .noneMatch(link -> link.contains("clusters/west/clusters"))
                .allMatch(link -> link.startsWith("/clusters/") || link.equals("/clusters") || link.equals("/"));
        }
    }

    static boolean hasChromium() {
        return Chromium.isThere();
    }

    /** Signs somebody in whose browser shows the page for that. */
    private static void enter(Page page, String token) {
        Locator field = page.locator("input[name=token]");
        field.fill(token);
        field.press("Enter");
    }

    @Test
    @EnabledIf(value = "hasChromium", disabledReason = "no Chromium")
    void allClustersAreOnOnePage() {
        put("/clusters/west" + CI, ofWest);
        put("/api/v1/namespaces/team-a/connections/own", ofEast);
        try (var chromium = new Chromium()) {
            Page page = chromium.page();
            page.navigate(console.url() + "/sign-in");
            enter(page, ofEast);
            page.locator("#clusters-menu > summary").click();
            page.getByText("All clusters").click();
            PlaywrightAssertions.assertThat(
                page.locator("[data-cluster=east] [data-connection='team-a/own']")
            ).isVisible();
            Chromium.screenshot(page, "clusters-signed-out");
            page.locator("#cluster-west-name a").click();
            enter(page, ofWest);
            PlaywrightAssertions.assertThat(page.locator("[data-connection='team-a/ci']")).isVisible();
            page.locator("#clusters-menu > summary").click();
            page.getByText("All clusters").click();
            PlaywrightAssertions.assertThat(
                page.locator("[data-cluster=east] [data-connection='team-a/own']")
            ).isVisible();
            PlaywrightAssertions.assertThat(
                page.locator("[data-cluster=west] [data-connection='team-a/ci']")
            ).isVisible();
            Chromium.screenshot(page, "clusters");
            assertThat(Chromium.violations(page)).isEmpty();
            page.locator("[data-cluster=west] [data-connection='team-a/ci'] a").first().click();
            PlaywrightAssertions.assertThat(page).hasURL(console.url() + "/clusters/west/connections/team-a/ci");
        }
    }

    @Test
    @EnabledIf(value = "hasChromium", disabledReason = "no Chromium")
    void withoutAScriptEachClusterIsALinkAndNothingIsAwaited() {
        put("/api/v1/namespaces/team-a/connections/own", ofEast);
        try (var chromium = new Chromium()) {
            Page page = chromium.pageWithoutScript();
            page.navigate(console.url() + "/sign-in");
            enter(page, ofEast);
            page.navigate(console.url() + "/clusters");
            PlaywrightAssertions.assertThat(page.locator("#cluster-west-name a")).isVisible();
            PlaywrightAssertions.assertThat(page.getByText("Waiting for the cluster.").first()).isHidden();
            page.locator("#cluster-east-name a").click();
            PlaywrightAssertions.assertThat(page.locator("[data-connection='team-a/own']")).isVisible();
        }
    }
}
