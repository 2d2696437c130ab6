package dev.actrunner.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.actrunner.console.testing.Chromium;
import dev.actrunner.console.testing.GiteaServer;
import dev.actrunner.console.testing.PageRendering;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.ScalingCluster;
import dev.actrunner.console.testing.TestEnvironment;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A new user in a real Chromium, from an empty cluster with the real KEDA to a green run in the real Gitea. */
@EnabledIf(value = "isAvailable", disabledReason = "no real API server, controllers, KEDA, Gitea and Chromium")
class ScaleSetPagesIT {

    private static final LocatorAssertions.ContainsTextOptions PATIENT =
        new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);

    static boolean isAvailable() {
        return ScalingCluster.isAvailable() && System.getenv("GITEA_BINARY") != null && Chromium.isThere();
    }

    @Test
    void leadsFromAForgeUrlToAGreenRun() {
        try (
            var scaling = ScalingCluster.start();
            var gitea = GiteaServer.start();
            var console = RunningConsole.on(scaling.cluster());
            var chromium = new Chromium()
        ) {
            TestEnvironment.note("pages of scale sets", scaling.title(), gitea.title(), chromium.title());
            String all = gitea.token(GiteaServer.ADMIN, "all");
            gitea.post(all, "/orgs", Map.of("username", "acme"));
            Page page = chromium.page();
            setUp(page, console.url(), gitea);
            PageRendering.check(page, "6-done-scale-set");

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Create scale set")).click();
            assertThat(page.locator("#labels")).hasValue("docker:host");
            PageRendering.check(page, "7-scale-set-new");
            page.locator("#max").fill("0");
            button(page, "Create").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Maximum number of runners must be from 1");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("User name is missing");
            PageRendering.check(page, "7-scale-set-problem");

            page.locator("#max").fill("2");
            page.locator("[id='registration.login.username']").fill(GiteaServer.ADMIN);
            page.locator("[id='registration.login.password']").fill(GiteaServer.PASSWORD);
            button(page, "Create").click();
            assertThat(page.getByText("Scale set created")).isVisible();
            Locator watch = page.locator("#watch");
            assertThat(watch).containsText("Ready, and no job waits", PATIENT);
            PageRendering.check(page, "8-scale-set-ready");

            gitea.addWaitingJob(all, "app");
            assertThat(watch).containsText("A runner has finished a job", PATIENT);
            PageRendering.check(page, "9-scale-set-finished");

            button(page, "Pause").click();
            assertThat(watch).containsText("is paused by autoscaling.keda.sh/paused");
            PageRendering.check(page, "9-scale-set-paused");

            String address = page.url();
            page.navigate(console.url() + "/keda");
            Locator scaled = page.locator("tr[data-scaled^='ScaledJob ']").first();
            // Replicas, and of KEDA's conditions that it is paused.
            assertThat(scaled.locator("td").nth(4)).hasText("Yes");
            assertThat(scaled.locator("td").nth(5)).hasText(Pattern.compile("0 / \\d+ / \\d+"));
            PageRendering.check(page, "9-keda-scaling");
            page.navigate(address);
            button(page, "Resume").click();
            assertThat(watch).not().containsText("is paused", PATIENT);

            page.navigate(console.url() + "/connections/team-a/ci/waiting");
            assertThat(page.locator("#waiting")).containsText("Nothing keeps a job waiting.");
            assertThat(page.locator("#waiting")).containsText("No runner is registered at this scope.");
            PageRendering.check(page, "9-waiting");
            page.navigate(console.url() + "/scale-sets/team-a/ci");

            page.locator("#confirmation").fill("ci");
            button(page, "Delete").click();
            assertThat(page.getByText("Scale set team-a/ci deleted")).isVisible();
            PageRendering.check(page, "10-scale-set-deleted");
            page.close();
        }
    }

    private static void setUp(Page page, String console, GiteaServer gitea) {
        page.navigate(console + "/setup");
        page.getByLabel("Forge URL").fill(gitea.url());
        button(page, "Next").click();
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Organization")).check();
        page.locator("[name=org]").fill("acme");
        page.locator("[name=runnerLabels]").fill("docker");
        button(page, "Next").click();
        page.getByLabel("API token").fill(gitea.token(GiteaServer.ADMIN, "read:organization", "read:repository"));
        button(page, "Next").click();
        page.locator("[name=namespace]").fill("team-a");
        page.locator("[name=name]").fill("ci");
        button(page, "Review").click();
        page.locator("main button[type=submit]").first().click();
        assertThat(page.getByText("team-a/ci is set up")).isVisible();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
