package dev.actrunner.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.actrunner.console.testing.Chromium;
import dev.actrunner.console.testing.PageRendering;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestEnvironment;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A connection's page in a real Chromium: what is wrong first, what to do beside it, and a screen for each section. */
@EnabledIf(value = "isAvailable", disabledReason = "no real API server and Chromium")
class ConnectionPageIT {

    private static final int SCREEN = 900;
    private static final String TOKEN = "0123456789012345678901234567890123456789";

    private static RealCluster cluster;
    private static StubGitea gitea;
    private static RunningConsole console;
    private static Chromium chromium;

    static boolean isAvailable() {
        return System.getenv("KUBEBUILDER_ASSETS") != null && Chromium.isThere();
    }

    @BeforeAll
    static void start() {
        cluster = RealCluster.start();
        gitea = new StubGitea("1.26.0");
        gitea.token(TOKEN, new Account("root", true, Set.of("read:admin")));
        gitea.jobs(
            new Job("acme", "app", Set.of("docker"), State.WAITING),
            new Job("acme", "app", Set.of("docker"), State.RUNNING)
        );
        gitea.runners(
            new StubForge.Runner("one", true, true, Set.of("docker")),
            new StubForge.Runner("two", true, false, Set.of("arm"))
        );
        console = RunningConsole.on(cluster);
        chromium = new Chromium();
        TestEnvironment.note("a connection's page", cluster.title(), chromium.title());
        console.connect("team-a/ready", gitea.url(), TOKEN, "{\"kind\":\"admin\"}");
        console.connect("team-a/refused", gitea.url(), "f".repeat(40), "{\"kind\":\"admin\"}");
    }

    @AfterAll
    static void stop() {
        chromium.close();
        console.close();
        gitea.close();
        cluster.close();
    }

    private static Page open(String path) {
        Page page = chromium.page(1280, SCREEN, ColorScheme.LIGHT, true);
        page.navigate(console.url() + "/connections/team-a/" + path);
        return page;
    }

    /** Asks until it holds: the page renews itself, and what is replaced has no place for a moment. */
    private static void isOnTheFirstScreen(Locator what) {
        assertThat(what).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
    }

    @Test
    void theFirstScreenOfAFailureHasCauseCureAndButton() {
        try (Page page = open("refused")) {
            Locator alert = page.locator("#live .pf-v6-c-alert");
            assertThat(alert).hasCount(1);
            isOnTheFirstScreen(alert.locator(".pf-v6-c-alert__title"));
            isOnTheFirstScreen(alert.locator(".pf-v6-c-alert__description p"));
            isOnTheFirstScreen(link(alert, "Replace token"));
            isOnTheFirstScreen(link(alert, "Create a token on 127.0.0.1"));
            isOnTheFirstScreen(page.locator("[data-waiting]"));
            isOnTheFirstScreen(page.locator("#passed summary"));
            assertThat(page.locator("#passed summary")).containsText("checks passed");
            assertThat(page.locator("#passed ul")).isHidden();
            assertThat(page.locator("#skipped")).containsText("forge.jobs");
            PageRendering.check(page, "connection-refused");
            link(alert, "Replace token").click();
            assertThat(page).hasURL(console.url() + "/connections/team-a/refused/token");
        }
    }

    @Test
    void showsTheFiguresOfTheForgeOfKedaAndOfTheRunners() {
        try (Page page = open("ready")) {
            assertThat(page.locator("[data-waiting]")).hasText("1");
            assertThat(page.locator("[data-running]")).hasText("1");
            assertThat(page.locator("[data-total]")).hasText("2");
            assertThat(page.locator("[data-runners]")).hasText("2");
            assertThat(page.locator("#awaited")).containsText("1 busy, 1 idle, 0 offline");
            assertThat(page.locator("#why-waiting")).containsText("uses the connection team-a/ready");
        }
    }

    /** Each section is a page of its own, so that Back and a link lead to it. */
    @Test
    void eachSectionFitsTwoScreensAndHasAnAddress() {
        try (Page page = open("ready")) {
            for (String tab : List.of(
                "Overview",
                "Scale sets and runners",
                "History",
                "Triggers",
                "Resources",
                "Activity"
            )) {
                link(page.locator("nav.pf-v6-c-tabs"), tab).click();
                assertThat(page.locator("nav.pf-v6-c-tabs [aria-current=page]")).hasText(tab);
                Assertions.assertThat((int) page.evaluate("document.documentElement.scrollHeight"))
                    .as(tab)
                    .isLessThanOrEqualTo(2 * SCREEN);
                PageRendering.check(page, "connection-tab-" + tab.toLowerCase(Locale.ROOT).replace(' ', '-'));
            }
            page.goBack();
            assertThat(page.locator("nav.pf-v6-c-tabs [aria-current=page]")).hasText("Resources");
            page.locator("#actions summary").click();
            PageRendering.check(page, "connection-menu");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Delete…")).click();
            isOnTheFirstScreen(page.locator("#confirmation"));
            page.locator("#confirmation").fill("another");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete")).click();
            assertThat(page.locator("#confirmation-help")).containsText("type its name: ready");
        }
    }

    @Test
    void worksWithoutAScript() {
        try (Page page = chromium.pageWithoutScript()) {
            page.navigate(console.url() + "/connections/team-a/ready");
            assertThat(page.locator("[data-total]")).hasText("2");
            link(page.locator("#awaited"), "Show").click();
            assertThat(page.locator("#registered")).isVisible();
        }
    }

    private static Locator link(Locator within, String name) {
        return within.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
