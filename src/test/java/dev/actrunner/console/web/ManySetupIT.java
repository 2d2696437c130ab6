package dev.actrunner.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.actrunner.console.keda.authentication.TriggerAuthentication;
import dev.actrunner.console.testing.Chromium;
import dev.actrunner.console.testing.GiteaServer;
import dev.actrunner.console.testing.PageRendering;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TestEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Somebody in a real Chromium sets up a connection for each organization of a real Gitea, on a real API server. */
@EnabledIf(value = "isAvailable", disabledReason = "no real API server and Chromium")
@EnabledIfEnvironmentVariable(named = "GITEA_BINARY", matches = ".+", disabledReason = "GITEA_BINARY names no Gitea")
class ManySetupIT {

    private static final int ORGANIZATIONS = 68;

    static boolean isAvailable() {
        return TestCluster.hasRealServers() && Chromium.isThere();
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
    }

    @Test
    void eachOrganizationThatATokenSeesGetsAConnection() {
        try (
            var cluster = RealCluster.start();
            var gitea = GiteaServer.start();
            var console = RunningConsole.on(cluster);
            var chromium = new Chromium()
        ) {
            gitea.createUser("jo", false);
            String owner = gitea.token("jo", "write:organization", "write:user");
            for (int i = 0; i < ORGANIZATIONS; i++) {
                gitea.post(owner, "/orgs", Map.of("username", "Team_" + i, "visibility", "private"));
            }
            Page page = chromium.page();
            page.navigate(console.url() + "/setup");
            page.locator("input[name=url]").fill(gitea.url());
            press(page, "Next");
            page.locator("#many").click();
            PageRendering.check(page, "15-many");

            // A token that the forge does not know, and one with which nothing is seen.
            page.locator("input[name=value]").fill("0".repeat(40));
            press(page, "List");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("token");
            page.locator("input[name=value]").fill(gitea.token("jo", "read:organization", "read:user"));
            page.locator("#search").fill("nobody-has-this-name");
            press(page, "List");
            assertThat(page.locator("main")).containsText("Nothing found");

            // The token is kept, and not shown.
            page.locator("#search").fill("");
            press(page, "List");
            assertThat(page.locator("main")).containsText(ORGANIZATIONS + " found");
            assertThat(page.locator("input[name=value]")).hasValue("");
            assertThat(page.locator("input[name=chosen]:checked")).hasCount(ORGANIZATIONS);
            PageRendering.check(page, "16-many-found");

            // Without a namespace nothing happens; the wizard says why.
            page.locator("#namespace").fill("Not A Namespace");
            press(page, "Review");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Namespace");
            press(page, "List");
            page.locator("input[name=chosen]").first().uncheck();
            page.locator("#namespace").fill("many");
            page.locator("#createNamespace").check();
            press(page, "Review");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText(
                ORGANIZATIONS - 1 + " can be created, 0 would fail"
            );
            Assertions.assertEquals(0, connections(cluster));
            PageRendering.check(page, "17-many-review");

            Instant begin = Instant.now();
            press(page, "Create connections");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText(ORGANIZATIONS - 1 + " created, 0 failed");
            TestEnvironment.note(
                "many connections by the wizard",
                cluster.title(),
                gitea.title(),
                ORGANIZATIONS - 1 + " in " + Duration.between(begin, Instant.now()).toMillis() + " ms"
            );
            Assertions.assertEquals(ORGANIZATIONS - 1, connections(cluster));
            assertThat(page.locator("tr[data-outcome=created]")).hasCount(ORGANIZATIONS - 1);
            assertThat(page.locator("tr[data-outcome=created]").first()).containsText("Ready");
            PageRendering.check(page, "18-many-done");

            // What is there is not offered again.
            page.navigate(console.url() + "/setup");
            page.locator("input[name=url]").fill(gitea.url());
            press(page, "Next");
            page.locator("#many").click();
            page.locator("input[name=value]").fill(owner);
            press(page, "List");
            assertThat(page.locator("input[name=chosen]:checked")).hasCount(1);
            assertThat(page.locator("input[name=chosen]:disabled")).hasCount(ORGANIZATIONS - 1);
            assertThat(page.locator("main")).containsText("many/team-1");

            // The dashboard leads to what has none, with a token that is there already.
            page.navigate(console.url() + "/");
            assertThat(page.locator("#more")).containsText("(1 new: Team_0)");
            PageRendering.check(page, "19-dashboard-more");
            page.locator("#more a").click();
            assertThat(page.locator("input[name=chosen]:checked")).hasCount(1);
            assertThat(page.locator("input[name=chosen]:disabled")).hasCount(ORGANIZATIONS - 1);
            assertThat(page.locator("input[name=value]")).hasValue("");
            assertThat(page.locator("#namespace")).hasValue("many");
            PageRendering.check(page, "20-many-beside");
            press(page, "Review");
            press(page, "Create connections");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("1 created, 0 failed");
            Assertions.assertEquals(ORGANIZATIONS, connections(cluster));
        }
    }

    private static int connections(RealCluster cluster) {
        return cluster.admin().resources(TriggerAuthentication.class).inNamespace("many").list().getItems().size();
    }
}
