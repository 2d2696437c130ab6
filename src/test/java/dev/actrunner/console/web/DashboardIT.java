package dev.actrunner.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.actrunner.console.testing.Chromium;
import dev.actrunner.console.testing.EmbeddedCluster;
import dev.actrunner.console.testing.PageRendering;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.ScaledResourceManifest;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TestEnvironment;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The dashboard in a real Chromium, on the best cluster that is there, while forges and Secrets come and go. */
@EnabledIf(value = "chromiumIsThere", disabledReason = "no Chromium on this machine")
class DashboardIT {

    private static final int INTERVAL_SECONDS = 2;
    /** Within one interval and two seconds, and what a browser needs on a machine that does much else. */
    private static final double SOON_MS = (INTERVAL_SECONDS + 2) * 1000 + 3000;
    private static final String SECRET = "-act-runner-controller-forgejo-api";

    private static TestCluster cluster;
    private static RunningConsole console;
    private static Chromium chromium;
    private static StubGitea gitea;

    static boolean chromiumIsThere() {
        return Chromium.isThere();
    }

    @BeforeAll
    static void start() {
        cluster = TestCluster.best();
        gitea = filled(new StubGitea("1.27.2"));
        console = consoleOn(cluster);
        chromium = new Chromium();
        TestEnvironment.note("the dashboard", cluster.title(), "stub Gitea", chromium.title());
    }

    private static RunningConsole consoleOn(TestCluster cluster) {
        return RunningConsole.on(cluster, "--console.monitor.interval=" + INTERVAL_SECONDS + "s");
    }

    @AfterAll
    static void stop() {
        chromium.close();
        console.close();
        gitea.close();
        cluster.close();
    }

    private static StubGitea filled(StubGitea forge) {
        forge
            .token("dashboard-token", new Account("root", true, Set.of("read:admin")))
            .jobs(new Job("acme", "app", Set.of("docker"), State.WAITING));
        return forge;
    }

    private static void connect(String name, String url) {
        connect(name, url, "dashboard-token");
    }

    private static void connect(String name, String url, String token) {
        console.connect("team-a/" + name, url, token, "{\"kind\":\"admin\"}");
    }

    private static Locator row(Page page, String name) {
        return page.locator("tr[data-connection='team-a/" + name + "']");
    }

    private static LocatorAssertions.HasAttributeOptions soon() {
        return new LocatorAssertions.HasAttributeOptions().setTimeout(SOON_MS);
    }

    private static LocatorAssertions.HasTextOptions soonSaid() {
        return new LocatorAssertions.HasTextOptions().setTimeout(SOON_MS);
    }

    private static LocatorAssertions.ContainsTextOptions soonText() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(SOON_MS);
    }

    @Test
    void turnsRedWhenAForgeStopsAndGreenWhenItIsBackWithoutAReload() {
        var forge = filled(new StubGitea("1.27.2"));
        int port = java.net.URI.create(forge.url()).getPort();
        connect("comes-and-goes", forge.url());
        try (Page page = chromium.page()) {
            page.navigate(console.url());
            assertThat(row(page, "comes-and-goes")).hasAttribute("data-state", "ready", soon());
            page.evaluate("window.loadedOnce = true");

            forge.close();
            assertThat(row(page, "comes-and-goes")).hasAttribute("data-state", "failed", soon());
            // The last good figure with its age, and never a bare zero.
            assertThat(row(page, "comes-and-goes").locator("td").nth(4)).containsText("1");
            assertThat(row(page, "comes-and-goes").locator("td").nth(4)).containsText("ago");
            assertThat(row(page, "comes-and-goes").locator("td").nth(4)).not().containsText("waiting");
            // What it is remains known.
            assertThat(row(page, "comes-and-goes").locator("td").nth(2)).containsText("Gitea 1.27.2");
            Chromium.screenshot(page, "dashboard-failed");

            forge = filled(new StubGitea("1.27.2", port));
            assertThat(row(page, "comes-and-goes")).hasAttribute("data-state", "ready", soon());
            assertThat(page.evaluate("window.loadedOnce")).isEqualTo(true);
        } finally {
            forge.close();
        }
    }

    /** One that is probed every ten minutes would say ready for as long, next to one that says failed. */
    @Test
    void looksAtAllConnectionsOnAForgeWhenOneOfThemSeesItStop() {
        var forge = filled(new StubGitea("1.27.2"));
        int port = java.net.URI.create(forge.url()).getPort();
        connect("often", forge.url());
        connect("seldom", forge.url());
        cluster.annotate("team-a", "seldom", "console.actrunner.dev/interval", "10m");
        try (Page page = chromium.page()) {
            page.navigate(console.url());
            assertThat(row(page, "seldom")).hasAttribute("data-state", "ready", soon());
            assertThat(row(page, "often")).hasAttribute("data-state", "ready", soon());
            forge.close();
            assertThat(row(page, "often")).hasAttribute("data-state", "failed", soon());
            assertThat(row(page, "seldom")).hasAttribute("data-state", "failed", soon());
            forge = filled(new StubGitea("1.27.2", port));
            assertThat(row(page, "often")).hasAttribute("data-state", "ready", soon());
            assertThat(row(page, "seldom")).hasAttribute("data-state", "ready", soon());
        } finally {
            forge.close();
        }
    }

    @Test
    void saysWithinAnIntervalThatASecretIsGoneAndHowToRestoreIt() {
        connect("loses-secret", gitea.url());
        try (Page page = chromium.page()) {
            page.navigate(console.url());
            assertThat(row(page, "loses-secret")).hasAttribute("data-state", "ready", soon());
            cluster
                .admin()
                .secrets()
                .inNamespace("team-a")
                .withName("loses-secret" + SECRET)
                .delete();
            assertThat(row(page, "loses-secret")).hasAttribute("data-state", "failed", soon());
            assertThat(row(page, "loses-secret")).containsText("does not exist");
            page.navigate(console.url() + "/connections/team-a/loses-secret");
            assertThat(page.locator("[data-check='token.readable']")).containsText("Enter the token again");
        }
    }

    /** Seventeen red rows say less than one line. */
    @Test
    void aForgeThatIsDownIsOneIncident() {
        var forge = filled(new StubGitea("1.27.2"));
        for (int i = 1; i <= 6; i++) {
            connect("outage-" + i, forge.url());
        }
        try (Page page = chromium.page(1280, 900, ColorScheme.LIGHT, true)) {
            page.navigate(console.url() + "/?q=outage-");
            assertThat(row(page, "outage-6")).hasAttribute("data-state", "ready", soon());
            assertThat(page.locator("tbody tr[data-connection]")).hasCount(6);
            assertThat(tallestRow(page)).isLessThanOrEqualTo(56);
            forge.away(500, "");
            Locator incident = page.locator(".arc-group-failed");
            assertThat(incident).containsText(Pattern.compile("127.0.0.1:\\d+ is down"), soonText());
            assertThat(incident).containsText("6 connections", soonText());
            assertThat(incident).hasCount(1);
            assertThat(page.locator("tbody tr[data-connection]")).hasCount(3);
            assertThat(tallestRow(page)).isLessThanOrEqualTo(56);
            assertThat(page.title()).matches("\\(\\d+\\) Connections.*");
            assertThat(page.locator("link[rel=icon]")).hasAttribute("href", Pattern.compile(".*favicon-failed\\.svg"));
            PageRendering.check(page, "dashboard-incident");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Show 3 more")).click();
            assertThat(page.locator("tbody tr[data-connection]")).hasCount(6);
            page.navigate(console.url() + "/?q=outage-&verdict=problems&group=none&sort=name");
            assertThat(page.locator("tbody tr[data-connection]")).hasCount(6);
            page.locator("[data-tile=failed]").click();
            assertThat(page).hasURL(Pattern.compile(".*verdict=failed"));
            forge.back();
            page.navigate(console.url() + "/?q=outage-");
            // What was down for long is probed less often.
            var patient = new LocatorAssertions.HasAttributeOptions().setTimeout(60_000);
            assertThat(row(page, "outage-1")).hasAttribute("data-state", "ready", patient);
        } finally {
            forge.close();
        }
    }

    private static int tallestRow(Page page) {
        return (
            (Number) page.evaluate(
                "Math.max(...[...document.querySelectorAll('tr[data-connection]')].map(r => Math.round(r.getBoundingClientRect().height)))"
            )
        ).intValue();
    }

    @Test
    void losesNothingOnARestartAndSeesWhatOthersMake() {
        connect("stays", gitea.url());
        ScaledResourceManifest.of("team-a", gitea.url(), "stays-act-runner-controller-trigger-auth")
            .ready()
            .createIn(cluster.admin());
        console.close();
        console = consoleOn(cluster);
        try (Page page = chromium.page()) {
            page.navigate(console.url());
            assertThat(row(page, "stays")).hasAttribute("data-state", "ready", soon());
            assertThat(row(page, "stays")).containsText("ScaledObject runners");
            cluster.helmInstalls("team-a", "chart-made");
            assertThat(row(page, "chart-made")).hasAttribute("data-state", "helm", soon());
            assertThat(row(page, "chart-made")).containsText("Adopt");
        }
    }

    @Test
    void aConnectionsPageIsLiveWithWhatHappened() {
        var forge = filled(new StubGitea("1.27.2"));
        connect("watched-closely", forge.url());
        try (Page page = chromium.page()) {
            page.navigate(console.url() + "/connections/team-a/watched-closely?tab=activity");
            Locator latest = page.locator(".arc-happened li .pf-v6-c-label").first();
            assertThat(latest).hasText("Ready");
            page.evaluate("window.loadedOnce = true");
            forge.away(500, "");
            assertThat(latest).hasText("Failed", soonSaid());
            assertThat(page.locator("#live [data-check='forge.http']")).containsText("500");
            assertThat(page.locator("#tab")).hasCount(1);
            forge.back();
            assertThat(latest).hasText("Ready", soonSaid());
            assertThat(page.evaluate("window.loadedOnce")).isEqualTo(true);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("History")).click();
            assertThat(page.locator("#tab .arc-chart svg").first()).isVisible();
        } finally {
            forge.close();
        }
    }

    /** Sorted by name nothing changes its place: what comes live is set into what is there, to the pixel. */
    @Test
    void nothingMovesWhenWhatIsLiveComes() {
        var forge = filled(new StubGitea("1.27.2"));
        connect("unmoved-a", forge.url());
        connect("unmoved-b", gitea.url());
        try (Page page = chromium.page()) {
            page.navigate(console.url() + "/?q=unmoved&sort=name");
            assertThat(row(page, "unmoved-a")).hasAttribute("data-state", "ready", soon());
            assertThat(row(page, "unmoved-b")).hasAttribute("data-state", "ready", soon());
            page.evaluate("document.fonts.ready.then(() => true)");
            String before = places(page);
            assertThat(before).hasLineCount(27);

            for (int i = 0; i < 34; i++) {
                forge.jobs(new Job("acme", "app", Set.of("docker"), State.RUNNING));
            }
            assertThat(row(page, "unmoved-a").locator("td").nth(4)).containsText("34 running", soonText());
            assertThat(places(page)).as("more jobs").isEqualTo(before);

            forge.close();
            assertThat(row(page, "unmoved-a")).hasAttribute("data-state", "failed", soon());
            assertThat(places(page)).as("a forge that is down").isEqualTo(before);
        } finally {
            forge.close();
        }
    }

    /** Where each cell is and how large, in CSS pixels, a line each. */
    private static String places(Page page) {
        return (String) page.evaluate(
            """
            [...document.querySelectorAll('.arc-dashboard th, .arc-dashboard td')].map(cell => {
              const { left, top, width, height } = cell.getBoundingClientRect();
              return [left, top, width, height].map(Math.round).join(' ');
            }).join('\\n')"""
        );
    }

    @Test
    void findsFiltersAndSortsWithoutJavaScriptToo() {
        connect("found", gitea.url());
        try (Page page = chromium.pageWithoutScript()) {
            page.navigate(console.url() + "/?q=found&verdict=ready&sort=name");
            assertThat(row(page, "found")).hasCount(1);
            assertThat(page.locator("tbody tr")).hasCount(1);
            page.locator("#q").fill("nothing-like-it");
            page.getByText("Apply filters").click();
            assertThat(page.locator("main")).containsText("No connections match");
        }
    }

    @Test
    void saysThatTheConsoleDoesNotAnswerInsteadOfTurningRed() {
        var other = RunningConsole.on(cluster, "--console.monitor.interval=2s");
        connect("seen-by-both", gitea.url());
        try (Page page = chromium.page()) {
            page.navigate(other.url());
            assertThat(row(page, "seen-by-both")).hasAttribute("data-state", "ready", soon());
            assertThat(page.locator("[data-live]")).hasText("Live");
            other.close();
            assertThat(page.locator("[data-live]")).containsText("does not respond");
            assertThat(row(page, "seen-by-both")).hasAttribute("data-state", "ready");
        }
    }

    /** As while the console's pod is replaced: browsers give up a stream that is answered with an error. */
    @Test
    void isLiveAgainAfterAProxyAnsweredForTheConsole() {
        connect("behind-a-proxy", gitea.url());
        String events = "**/connections/events";
        try (Page page = chromium.page()) {
            page.route(events, route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
            page.navigate(console.url());
            assertThat(page.locator("[data-live]")).containsText("does not respond");
            page.unroute(events);
            assertThat(page.locator("[data-live]")).hasText(
                "Live",
                new LocatorAssertions.HasTextOptions().setTimeout(9000)
            );
        }
    }

    /** Everything that a first visit loads, and the page's HTML of it, compressed. */
    @Test
    void loadsQuickly() {
        connect("loaded", gitea.url());
        try (Page page = chromium.page()) {
            page.navigate(console.url());
            assertThat(row(page, "loaded")).hasAttribute("data-state", "ready", soon());
            String html = "performance.getEntriesByType('navigation')[0].encodedBodySize";
            String all =
                "performance.getEntriesByType('resource').reduce((n, r) => n + r.encodedBodySize, " + html + ")";
            assertThat(((Number) page.evaluate(html)).intValue()).isBetween(1000, 30 * 1024);
            assertThat(((Number) page.evaluate(all)).intValue()).isBetween(30_000, 120 * 1024);
        }
    }

    @Test
    void looksRightInEveryWidthAndTheme() {
        connect("looks", gitea.url());
        connect("wrong-token", gitea.url(), "not-a-token");
        cluster.helmInstalls("team-a", "by-helm");
        try (Page page = chromium.page()) {
            page.navigate(console.url() + "/?kiosk");
            assertThat(row(page, "looks")).hasAttribute("data-state", "ready", soon());
            assertThat(row(page, "by-helm")).hasAttribute("data-state", "helm", soon());
            PageRendering.check(page, "dashboard-kiosk");
            page.navigate(console.url());
            PageRendering.check(page, "dashboard");
            page.navigate(console.url() + "/?q=nothing-like-it");
            PageRendering.check(page, "dashboard-nothing-fits");
            page.navigate(console.url() + "/connections/team-a/wrong-token");
            assertThat(page.locator("[data-check='forge.token']")).containsText("token");
            PageRendering.check(page, "connection-failed");
            page.navigate(console.url() + "/connections/team-a/looks/token");
            PageRendering.check(page, "new-token");
            page.navigate(console.url() + "/no-such-page");
            PageRendering.check(page, "no-such-page");
            page.navigate(console.url() + "/setup/no-such-draft/forge");
            PageRendering.check(page, "draft-gone");
        }
    }

    @Test
    void leadsIntoTheWizardWhereThereIsNothingYet() {
        try (
            TestCluster empty = EmbeddedCluster.start();
            RunningConsole other = consoleOn(empty);
            Page page = chromium.page()
        ) {
            page.navigate(other.url());
            assertThat(page.locator("main")).containsText("No connections yet");
            PageRendering.check(page, "dashboard-empty");
            page.locator("main").getByText("Set up connection").first().click();
            assertThat(page).hasURL(Pattern.compile(".*/setup/.*/forge"));
        }
    }

    /** Whoever sorts wants to see all in that order, and gets groups back with the usual order. */
    @Test
    void theToolbarSortsAndGroups() {
        connect("sorted-a", gitea.url());
        connect("sorted-b", gitea.url(), "not-a-token");
        Page page = chromium.page(1280, 900, ColorScheme.LIGHT, true);
        page.navigate(console.url() + "/?q=sorted");
        assertThat(page.locator("[data-group]")).hasCount(2);
        page.getByLabel("Sort by", new Page.GetByLabelOptions().setExact(true)).selectOption("name");
        assertThat(page.locator("[data-group]")).hasCount(0);
        assertThat(page.locator("[data-connection]").first()).hasAttribute("data-connection", "team-a/sorted-a");
        page.getByLabel("Group by", new Page.GetByLabelOptions().setExact(true)).selectOption("cause");
        assertThat(page.locator("[data-group]")).hasCount(2);
        page.context().close();
    }
}
