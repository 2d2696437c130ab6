package dev.actrunner.console.api.openapi;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.actrunner.console.testing.Chromium;
import dev.actrunner.console.testing.EmbeddedCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForgejo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Swagger UI sends the examples of the OpenAPI document as they stand, in a real Chromium. */
@EnabledIf(value = "dev.actrunner.console.testing.Chromium#isThere", disabledReason = "There is no Chromium")
class SwaggerUiIT {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";

    @Test
    void tryItOutWorksWithItsOwnExamples() {
        try (
            EmbeddedCluster cluster = EmbeddedCluster.start();
            StubForgejo forge = new StubForgejo("15.0.3");
            RunningConsole console = RunningConsole.on(cluster, "--console.openapi.example-forge-url=" + forge.url());
            Chromium chromium = new Chromium()
        ) {
            forge.token(TOKEN, new Account("site-admin", true, Set.of("read:organization"))).org("acme", "jo");
            Page page = chromium.page();
            List<String> errors = new ArrayList<>();
            page.onConsoleMessage(message -> {
                // What a probe answers is one of its answers, and no error of the page.
                if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                    errors.add(message.text());
                }
            });
            page.onPageError(errors::add);
            page.navigate(console.url() + "/swagger-ui/index.html");
            assertThat(page.getByText("The checks and findings of this release")).isVisible();

            execute(page, "Probes-probeForge", "200");
            execute(page, "Connections-putConnection", "201");
            execute(page, "Connections-getConnection", "200");
            execute(page, "Connections-listConnections", "200");
            execute(page, "Connections-probeConnection", "200");
            execute(page, "Connections-getManifests", "200");
            execute(page, "Connections-deleteConnection", "200");
            execute(page, "Cluster-getKeda", "200");
            Chromium.screenshot(page, "swagger-ui");
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            page.reload();
            assertThat(page.getByText("The checks and findings of this release")).isVisible();
            Chromium.screenshot(page, "swagger-ui-dark");
            Assertions.assertThat(errors).isEmpty();
        }
    }

    private static void execute(Page page, String operation, String status) {
        Locator block = page.locator("#operations-" + operation);
        block.locator(".opblock-summary-control").click();
        block.locator("button.try-out__btn").click();
        block.locator("button.execute").click();
        assertThat(block.locator(".live-responses-table .response-col_status").last()).containsText(
            status,
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000)
        );
        block.locator(".opblock-summary-control").click();
    }
}
