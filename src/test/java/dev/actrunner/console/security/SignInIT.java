package dev.actrunner.console.security;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import dev.actrunner.console.testing.Chromium;
import dev.actrunner.console.testing.GiteaServer;
import dev.actrunner.console.testing.Grants;
import dev.actrunner.console.testing.PageRendering;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.TestEnvironment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

/** The ways to sign in, in a real Chromium, on a real API server, with a real Gitea as OpenID Connect provider. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
@EnabledIfEnvironmentVariable(named = "GITEA_BINARY", matches = ".+", disabledReason = "GITEA_BINARY names no Gitea")
@EnabledIf(value = "dev.actrunner.console.testing.Chromium#isThere", disabledReason = "there is no Chromium")
class SignInIT {

    private static final String SESSION = "session";
    private static final Pattern LINK = Pattern.compile("/sign-in#code=([\\w-]+)");

    private static RealCluster cluster;
    private static GiteaServer gitea;
    private static Chromium chromium;
    private @Nullable RunningConsole running;

    @BeforeAll
    static void start() {
        cluster = RealCluster.start();
        gitea = GiteaServer.start();
        chromium = new Chromium();
        TestEnvironment.note("sign-in", cluster.title(), gitea.title(), chromium.title());
        var grants = new Grants(cluster.admin());
        grants.rule("readers", "keda.sh", "triggerauthentications,scaledobjects,scaledjobs", "get,list,watch");
        grants.bind("readers", "team-a", "viewer");
        grants.bind("readers", "team-a", "oidc:jo");
    }

    @AfterAll
    static void stop() {
        chromium.close();
        gitea.close();
        cluster.close();
    }

    @AfterEach
    void end() {
        if (running != null) {
            running.close();
        }
    }

    private RunningConsole console(String... settings) {
        running = RunningConsole.on(cluster, settings);
        return running;
    }

    private static String session(Page page) {
        return page
            .context()
            .cookies()
            .stream()
            .filter(c -> c.name.equals(SESSION))
            .map(c -> c.value)
            .findFirst()
            .orElse("");
    }

    private static String lastCode(RunningConsole console) {
        Matcher link = LINK.matcher(console.log());
        String last = "";
        while (link.find()) {
            last = link.group(1);
        }
        return last;
    }

    @Test
    void aLocalConsoleOpensWithTheLinkInItsLogOnce() {
        RunningConsole console = console("--console.security.mode=local");
        Page page = chromium.page();
        page.navigate(console.url() + "/keda");
        assertThat(page).hasURL(Pattern.compile(".*/sign-in$"));
        PageRendering.check(page, "sign-in-local");

        String code = lastCode(console);
        page.navigate(console.url() + "/sign-in#code=" + code);
        assertThat(page).hasURL(console.url() + "/");
        page.locator("#menu summary").click();
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))).isVisible();
        page.keyboard().press("Escape");

        Page other = chromium.page();
        other.navigate(console.url() + "/sign-in#code=" + code);
        assertThat(other.getByRole(AriaRole.ALERT)).containsText("has written a new link");
        assertThat(lastCode(console)).isNotEqualTo(code);

        page.locator("#menu summary").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("You are signed out");
        page.navigate(console.url() + "/");
        assertThat(page).hasURL(Pattern.compile(".*/sign-in$"));
    }

    /** What the page asked last is answered while the browser waits for the sign-out, and says that nobody is signed in. */
    @Test
    void signingOutIsNotOvertakenByTheLivePage() {
        RunningConsole console = console("--console.security.mode=local");
        Page page = chromium.page();
        page.navigate(console.url() + "/sign-in#code=" + lastCode(console));
        assertThat(page.locator("[data-live]")).hasText("Live");
        var asked = new ArrayDeque<Route>();
        page.route(console.url() + "/", route -> {
            if (route.request().headers().containsKey("hx-request")) {
                asked.add(route);
            } else {
                route.resume();
            }
        });
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        page.waitForCondition(() -> !asked.isEmpty());
        page.route("**/sign-out", route -> {
            asked
                .remove()
                .fulfill(new Route.FulfillOptions().setStatus(401).setHeaders(Map.of("HX-Redirect", "/sign-in")));
            page.waitForTimeout(500);
            route.resume();
        });
        page.locator("#menu summary").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("You are signed out");
    }

    @Test
    void theApiOfALocalConsoleTakesTheTokenInItsLog() {
        RunningConsole console = console("--console.security.mode=local");
        console.api().get().uri("/keda").exchange().expectStatus().isUnauthorized();
        Matcher token = Pattern.compile("Authorization: Bearer ([\\w-]+)").matcher(console.log());
        assertThat(token.find()).isTrue();
        console
            .api()
            .get()
            .uri("/keda")
            .header("Authorization", "Bearer " + token.group(1))
            .exchange()
            .expectStatus()
            .isOk();
        console
            .api()
            .get()
            .uri("/keda")
            .header("Authorization", "Bearer guess")
            .exchange()
            .expectStatus()
            .isUnauthorized();
    }

    @Test
    void aTokenOfTheClusterOpensASessionWithItsRights() {
        RunningConsole console = console("--console.security.mode=cluster");
        Page page = chromium.page();
        page.navigate(console.url() + "/keda");
        assertThat(page).hasURL(Pattern.compile(".*/sign-in$"));
        PageRendering.check(page, "sign-in-cluster");
        String before = session(page);

        signIn(page, "wrong");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Sign-in failed");
        signIn(page, " viewer-token ");
        assertThat(page).hasURL(Pattern.compile(".*/keda.*"));
        assertThat(page.locator("header")).containsText("viewer");
        Chromium.screenshot(page, "signed-in");

        // A session that somebody prepared is not the one that is signed in.
        assertThat(session(page)).isNotEmpty().isNotEqualTo(before);
        Cookie cookie = page
            .context()
            .cookies()
            .stream()
            .filter(c -> c.name.equals(SESSION))
            .findFirst()
            .orElseThrow();
        assertThat(cookie.httpOnly).isTrue();
        assertThat(console.log()).contains("sign-in viewer: done").doesNotContain("viewer-token");
    }

    @Test
    void aCopiedCookieIsNoGoodOnceItsOwnerSignedOut() {
        RunningConsole console = console("--console.security.mode=cluster");
        Page owner = signedIn(console, "viewer-token");
        Page other = signedIn(console, "viewer-token");
        Page thief = chromium.page();
        thief.context().addCookies(owner.context().cookies());
        assertThat(asked(thief, console)).endsWith("/keda");
        owner.locator("#menu summary").click();
        owner.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
        assertThat(owner).hasURL(Pattern.compile(".*/sign-in\\?out"));
        assertThat(session(owner)).isEmpty();
        assertThat(asked(thief, console)).endsWith("/sign-in");
        assertThat(asked(other, console)).endsWith("/keda");
    }

    @Test
    void whoIsIdleSignsInAgain() {
        RunningConsole console = console("--console.security.mode=cluster");
        Page page = signedIn(console, "viewer-token");
        // Each request lets it last longer.
        for (int minutes = 20; minutes <= 100; minutes += 20) {
            console.clock().set(Duration.ofMinutes(minutes));
            assertThat(asked(page, console)).as("after %s min", minutes).endsWith("/keda");
        }
        console.clock().set(Duration.ofMinutes(131));
        assertThat(asked(page, console)).endsWith("/sign-in");
        console.clock().set(Duration.ZERO);
    }

    @Test
    void aSignInEndsHoweverBusyItIs() {
        RunningConsole console = console("--console.security.mode=cluster", "--console.security.session-max-age=1h");
        Page page = signedIn(console, "viewer-token");
        for (int minutes = 20; minutes <= 40; minutes += 20) {
            console.clock().set(Duration.ofMinutes(minutes));
            assertThat(asked(page, console)).endsWith("/keda");
        }
        console.clock().set(Duration.ofMinutes(61));
        assertThat(asked(page, console)).endsWith("/sign-in");
        console.clock().set(Duration.ZERO);
    }

    @Test
    void aTokenThatABrowserCannotKeepIsSaidSo() {
        RunningConsole console = console("--console.security.mode=cluster");
        Page page = chromium.page();
        page.navigate(console.url() + "/sign-in");
        signIn(page, "viewer-token");
        assertThat(page).hasURL(Pattern.compile(console.url() + "/(\\?continue)?"));
        page.navigate(console.url() + "/sign-in?failed=too_long");
        assertThat(page).hasURL(Pattern.compile(console.url() + "/(\\?continue)?"));
        Page stranger = chromium.page();
        stranger.navigate(console.url() + "/sign-in?failed=too_long");
        assertThat(stranger.getByRole(AriaRole.ALERT)).containsText("is too long for a browser to keep");
    }

    /** Where a browser ends that asks for a page, with its cookies and beside what it shows. */
    private static String asked(Page page, RunningConsole console) {
        return page
            .request()
            .get(console.url() + "/keda")
            .url();
    }

    /** Not with a credential that is right, and not with the form's own token. */
    @ParameterizedTest
    @CsvSource({ "local, code", "cluster, token" })
    void aPageOfAnotherSiteSignsNobodyIn(String mode, String field) {
        RunningConsole console = console("--console.security.mode=" + mode);
        Page page = chromium.page();
        page.navigate(console.url() + "/sign-in");
        FormData form = FormData.create()
            .set("_csrf", page.locator("input[name=_csrf]").first().getAttribute("value"))
            .set(field, mode.equals("local") ? lastCode(console) : "viewer-token");
        String address = console.url() + "/sign-in/" + field;
        APIResponse foreign = page.request().post(address, from("https://evil.example").setForm(form));
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.text()).contains("urn:act-runner-console:problem:cross-site-request");
        assertThat(session(page)).isEmpty();
        APIResponse own = page.request().post(address, from(console.url()).setForm(form));
        assertThat(own.url()).doesNotContain("/sign-in");
        assertThat(session(page)).isNotEmpty();
    }

    private static RequestOptions from(String origin) {
        return RequestOptions.create().setHeader("Origin", origin);
    }

    @Test
    void pagesOfferWhatTheCallerMayDo() {
        RunningConsole console = console("--console.security.mode=cluster", "--console.outbound.allow-loopback=true");
        String old = gitea.token(GiteaServer.ADMIN, "read:admin");
        for (String namespace : List.of("team-a", "default")) {
            console
                .api("admin-token")
                .put()
                .uri("/namespaces/" + namespace + "/connections/ci")
                .contentType(MediaType.APPLICATION_JSON)
                .body(RunningConsole.request(gitea.url(), old))
                .exchange()
                .expectStatus()
                .isCreated();
        }
        Page viewer = signedIn(console, "viewer-token");
        assertThat(viewer.locator("tr[data-connection='team-a/ci']")).isVisible();
        assertThat(viewer.locator("tr[data-connection='default/ci']")).hasCount(0);
        viewer.navigate(console.url() + "/connections/team-a/ci");
        assertThat(viewer.locator("main")).containsText(
            "You have read-only access: You may not get secrets in the namespace team-a."
        );
        assertThat(viewer.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Edit"))).hasCount(0);
        assertThat(viewer.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete"))).hasCount(0);
        PageRendering.check(viewer, "viewer");
        viewer.navigate(console.url() + "/connections/default/ci");
        assertThat(viewer.locator("h1")).containsText("default");
        PageRendering.check(viewer, "page-error");

        Page admin = signedIn(console, "admin-token");
        admin.navigate(console.url() + "/connections/team-a/ci");
        admin.locator("#actions summary").click();
        admin.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Replace token")).click();
        admin.getByLabel("API token").fill(gitea.token(GiteaServer.ADMIN, "read:admin"));
        admin.getByText("Test and store").click();
        assertThat(admin.locator("main")).containsText("The new token is stored and works");
        PageRendering.check(admin, "rotated");
        admin.getByLabel("Username").fill(GiteaServer.ADMIN);
        admin.getByLabel("Password").fill(GiteaServer.PASSWORD);
        admin.getByText("Delete old token").click();
        assertThat(admin.locator("main")).containsText("The old token was deleted.");
        console.api("admin-token").delete().uri("/namespaces/team-a/connections/ci").exchange().expectStatus().isOk();
        console.api("admin-token").delete().uri("/namespaces/default/connections/ci").exchange().expectStatus().isOk();
    }

    private static Page signedIn(RunningConsole console, String token) {
        Page page = chromium.page();
        page.navigate(console.url() + "/");
        signIn(page, token);
        assertThat(page).hasURL(Pattern.compile(console.url() + "/(\\?continue)?"));
        return page;
    }

    private static void signIn(Page page, String token) {
        page.getByLabel("Cluster token").fill(token);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true)).click();
    }

    @Test
    void aProvidersUserActsByImpersonation() {
        gitea.createUser("jo", false);
        int port = RunningConsole.freePort();
        GiteaServer.Application application = gitea.application(
            "Act Runner Console",
            "http://127.0.0.1:" + port + "/login/oauth2/code/oidc"
        );
        RunningConsole console = console(
            "--server.port=" + port,
            "--console.security.mode=cluster",
            "--console.security.oidc.issuer=" + gitea.url(),
            "--console.security.oidc.client-id=" + application.id(),
            "--console.security.oidc.client-secret=" + application.secret(),
            "--console.security.oidc.title=Gitea"
        );
        Page page = chromium.page();
        page.navigate(console.url() + "/keda");
        Chromium.screenshot(page, "sign-in-provider");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with Gitea")).click();
        page.locator("input[name=user_name]").fill("jo");
        page.locator("input[name=password]").fill(GiteaServer.PASSWORD);
        page.locator("button.primary").first().click();
        page.locator("button[name=granted][value=true], #authorize-app").first().click();
        assertThat(page).hasURL(Pattern.compile(console.url() + "/keda.*"));
        assertThat(page.locator("header")).containsText("oidc:jo");
        page.navigate(console.url() + "/");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).isVisible();
        assertThat(console.log()).doesNotContain(application.secret());
    }
}
