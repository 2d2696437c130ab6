package dev.actrunner.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.actrunner.console.testing.Chromium;
import dev.actrunner.console.testing.PageRendering;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TestEnvironment;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.web.client.RestClient;

/** An offline console in a real Chromium. */
@EnabledIf(value = "chromiumIsThere", disabledReason = "no Chromium on this machine")
class OfflineConsoleIT {

    private static final String TOKEN = "offline-token";
    private static final int INTERVAL_SECONDS = 1;

    static boolean chromiumIsThere() {
        return Chromium.isThere();
    }

    private static StubGitea forge(int port) {
        var forge = new StubGitea("1.27.2", port);
        forge
            .token(TOKEN, new Account("root", true, Set.of("read:admin")))
            .jobs(new Job("acme", "app", Set.of("docker"), State.WAITING));
        return forge;
    }

    private static LocatorAssertions.HasAttributeOptions soon() {
        return new LocatorAssertions.HasAttributeOptions().setTimeout((INTERVAL_SECONDS + 2) * 1000 + 5000);
    }

    private static Locator row(Page page, String name) {
        return page.locator("tr[data-connection='team-a/" + name + "']");
    }

    @Test
    void saysSoAndTurnsNothingRedUntilOneForgeAnswers() {
        int onePort = RunningConsole.freePort();
        int otherPort = RunningConsole.freePort();
        StubGitea one = forge(onePort);
        StubGitea other = forge(otherPort);
        try (
            TestCluster cluster = TestCluster.best();
            var console = RunningConsole.on(cluster, "--console.monitor.interval=" + INTERVAL_SECONDS + "s");
            var chromium = new Chromium();
            Page page = chromium.page()
        ) {
            TestEnvironment.note("an offline console", cluster.title(), "stub Gitea", chromium.title());
            // Two hosts by their names: what they share is that both are gone at the same time.
            console.connect("team-a/one", "http://127.0.0.1:" + onePort, TOKEN, "{\"kind\":\"admin\"}");
            console.connect("team-a/other", "http://localhost:" + otherPort, TOKEN, "{\"kind\":\"admin\"}");
            page.navigate(console.url());
            assertThat(row(page, "one")).hasAttribute("data-state", "ready", soon());
            assertThat(row(page, "other")).hasAttribute("data-state", "ready", soon());

            one.close();
            other.close();
            Locator banner = page.getByText("Console is offline", exactly());
            assertThat(banner).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(8000));
            assertThat(row(page, "one")).containsText("the last known state");
            assertThat(row(page, "other")).containsText("the last known state");
            page.waitForTimeout(3000);
            for (String name : new String[] { "one", "other" }) {
                assertThat(row(page, name)).hasAttribute("data-state", "ready");
                assertThat(row(page, name).locator("td").nth(4)).containsText("ago");
            }
            PageRendering.check(page, "dashboard-offline");
            await().untilAsserted(() ->
                assertThat(metrics(console))
                    .contains("act_runner_console_network_isolated 1.0")
                    .contains("verdict=\"ready\"} 1.0")
            );

            one = forge(onePort);
            assertThat(banner).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(8000));
            assertThat(row(page, "one")).not().containsText("seen last");
            assertThat(row(page, "other")).hasAttribute("data-state", "failed", soon());
        } finally {
            one.close();
            other.close();
        }
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }

    private static String metrics(RunningConsole console) {
        return String.valueOf(
            RestClient.create(console.url()).get().uri("/actuator/prometheus").retrieve().body(String.class)
        );
    }
}
