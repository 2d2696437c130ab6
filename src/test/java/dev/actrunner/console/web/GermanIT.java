package dev.actrunner.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.actrunner.console.testing.Chromium;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestCluster;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The pages in German, for a browser that asks for it. */
@EnabledIf(value = "dev.actrunner.console.testing.Chromium#isThere", disabledReason = "there is no Chromium")
class GermanIT {

    private static final String TOKEN = "0123456789012345678901234567890123456789";

    @Test
    void thePagesAreGerman() {
        try (
            TestCluster cluster = TestCluster.best();
            StubForge forge = new StubGitea("1.26.0").token(TOKEN, new Account("root", true, Set.of("read:admin")));
            RunningConsole console = RunningConsole.on(cluster);
            var chromium = new Chromium()
        ) {
            console.connect("team-a/ci", forge.url(), TOKEN, "{\"kind\":\"admin\"}");
            Page page = chromium.page("de");
            for (String path : List.of(
                "/",
                "/setup",
                "/keda",
                "/connections/team-a/ci",
                "/connections/team-a/ci/token"
            )) {
                page.navigate(console.url() + path);
                assertThat(page.locator("html")).hasAttribute("lang", "de");
                assertThat(Chromium.violations(page)).as(path).isEmpty();
                Chromium.screenshot(page, "german" + path.replace('/', '-'));
                page.setViewportSize(320, 800);
                Object wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth");
                assertThat(wide)
                    .as(path + " scrolls sideways at 320 px")
                    .isEqualTo(false);
                page.setViewportSize(1400, 900);
            }
            page.navigate(console.url() + "/");
            assertThat(page.locator("tr[data-connection='team-a/ci']")).containsText("Instanz");
            page.navigate(console.url() + "/no-such-page");
            assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Seite nicht gefunden");
            assertThat(Chromium.violations(page)).isEmpty();
            page.navigate(console.url() + "/setup");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Weiter")).click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Prüfen Sie Ihre Eingaben");
            assertThat(
                chromium
                    .page()
                    .navigate(console.url() + "/")
                    .text()
            ).contains("lang=\"en\"");
        }
    }
}
