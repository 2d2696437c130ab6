package dev.actrunner.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.actrunner.console.testing.Chromium;
import dev.actrunner.console.testing.ManyConnections;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.TestEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The dashboard with 10,000 connections in a real Chromium, on a real API server. */
@EnabledIf(value = "chromiumIsThere", disabledReason = "no Chromium on this machine")
@EnabledIfEnvironmentVariable(
    named = "KUBEBUILDER_ASSETS",
    matches = ".+",
    disabledReason = "KUBEBUILDER_ASSETS names no folder with kube-apiserver and etcd"
)
class ManyConnectionsIT {

    private static final int CONNECTIONS = 10_000;
    private static final int INTERVAL_SECONDS = 30;

    static boolean chromiumIsThere() {
        return Chromium.isThere();
    }

    private static LocatorAssertions.HasTextOptions within(int seconds) {
        return new LocatorAssertions.HasTextOptions().setTimeout(seconds * 1000);
    }

    @Test
    void showsFindsAndFollowsThem() throws Exception {
        try (
            RealCluster cluster = RealCluster.start();
            var many = new ManyConnections();
            var chromium = new Chromium();
            Page page = chromium.page()
        ) {
            many.make(cluster.admin(), CONNECTIONS);
            try (
                var console = RunningConsole.on(
                    cluster,
                    "--logging.level.root=WARN",
                    "--logging.level.dev.actrunner=WARN",
                    "--console.keda.cache-ttl=5s"
                )
            ) {
                TestEnvironment.note("10,000 connections", cluster.title(), "20 stub Giteas", chromium.title());
                page.navigate(console.url());
                Locator rows = page.locator("tr[data-connection]");
                // The page fills by itself while they are found and probed for the first time.
                assertThat(page.locator("[data-tile=ready]")).hasText("10,000", within(120));
                assertThat(page.locator("main")).containsText("Show 9,950 more");
                assertThat(rows).hasCount(50);
                page.getByText("Show 9,950 more").click();
                assertThat(page.locator("main")).containsText("10,000 connections, page 1 of 200");
                assertThat(rows).hasCount(50);
                page.navigate(console.url());
                Chromium.screenshot(page, "dashboard-10000");

                many.stopForge(7);
                assertThat(page.locator("[data-tile=failed]")).hasText("500", within(INTERVAL_SECONDS + 2 + 3));
                assertThat(rows.first()).hasAttribute("data-state", "failed");
                assertThat(page.locator(".arc-group-failed")).hasCount(1);
                assertThat(page.locator(".arc-group-failed")).containsText("500 connections");

                page.navigate(console.url() + "/?sort=name&page=200");
                assertThat(rows.last()).hasAttribute("data-connection", "bench-9/c9959");
                page.locator("#q").fill("c9876");
                page.keyboard().press("Enter");
                assertThat(rows).hasCount(1);
                assertThat(rows.first()).hasAttribute("data-connection", "bench-26/c9876");
                page.navigate(console.url() + "/?ns=bench-7&verdict=failed&group=none");
                assertThat(page.locator("main")).containsText("100 connections, page 1 of 2");
            }
        }
    }
}
