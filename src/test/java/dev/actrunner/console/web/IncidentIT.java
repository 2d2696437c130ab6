package dev.actrunner.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
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
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Sixty connections in mixed states, of which a forge with seventeen goes down and comes back, on a real API server and in a
 * real browser, with a receiver of notifications that counts.
 */
@EnabledIf("isAvailable")
class IncidentIT {

    private static final int ON_THE_FORGE = 17;
    private static final String TOKEN = "a".repeat(40);

    static boolean isAvailable() {
        return System.getenv("KUBEBUILDER_ASSETS") != null && Chromium.isThere();
    }

    private static StubForge filled(StubForge forge) {
        forge.token(TOKEN, new Account("root", true, Set.of("read:admin")));
        forge.jobs(new Job("acme", "app", Set.of(), State.WAITING));
        return forge;
    }

    private static LocatorAssertions.HasTextOptions soon() {
        return new LocatorAssertions.HasTextOptions().setTimeout(60_000);
    }

    private static Locator tile(Page page, String name) {
        return page.locator("[data-tile=" + name + "]");
    }

    private static List<String> told(WireMockServer receiver) {
        return receiver
            .findAll(WireMock.postRequestedFor(WireMock.urlEqualTo("/hook")))
            .stream()
            .map(LoggedRequest::getBodyAsString)
            .toList();
    }

    @Test
    void aForgeThatGoesDownIsOneIncidentAndOneNotification() {
        var receiver = new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
        receiver.start();
        receiver.stubFor(WireMock.post("/hook").willReturn(WireMock.ok()));
        StubForge down = filled(new StubGitea("1.27.2"));
        int port = URI.create(down.url()).getPort();
        try (
            RealCluster cluster = RealCluster.start();
            StubForge other = filled(new StubGitea("1.26.0"));
            var console = RunningConsole.on(
                cluster,
                "--console.monitor.interval=2s",
                "--console.notifications.receivers.ops.url=" + receiver.baseUrl() + "/hook",
                "--console.notifications.receivers.nobody.url=" + receiver.baseUrl() + "/hook",
                "--console.notifications.receivers.nobody.namespaces=team-z"
            );
            var chromium = new Chromium();
            Page page = chromium.page(1280, 900, ColorScheme.LIGHT, true)
        ) {
            for (String namespace : List.of("team-b", "team-c")) {
                var labelled = new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build();
                cluster.admin().resource(labelled).create();
            }
            TestEnvironment.note("an incident", cluster.title(), chromium.title());
            for (int i = 0; i < ON_THE_FORGE; i++) {
                console.connect("team-a/down-" + i, down.url(), TOKEN, "{\"kind\":\"admin\"}");
            }
            for (int i = 0; i < 43; i++) {
                String token = i % 10 == 0 ? "f".repeat(40) : TOKEN;
                console.connect(
                    "team-" + (i % 3 == 0 ? "b" : "c") + "/other-" + i,
                    other.url(),
                    token,
                    "{\"kind\":\"admin\"}"
                );
            }
            page.navigate(console.url());
            assertThat(tile(page, "failed")).hasText("5", soon());
            assertThat(tile(page, "ready")).hasText("55", soon());
            Assertions.assertThat(told(receiver)).as("what was so from the start is no news").isEmpty();

            down.close();
            assertThat(tile(page, "failed")).hasText("22", soon());
            assertThat(tile(page, "ready")).hasText("38", soon());
            assertThat(page.locator(".arc-tile-failed")).containsText("2 incidents");
            assertThat(page.locator(".arc-group-failed")).hasCount(2);
            Locator incident = page.locator(".arc-group").first();
            assertThat(incident).containsText("127.0.0.1:" + port + " is down");
            assertThat(incident).containsText("17 connections");
            assertThat(page).hasTitle("(22) Connections · Act Runner Console");
            // All incidents are on the first screen.
            for (Locator each : page.locator(".arc-group-failed").all()) {
                assertThat(each).isInViewport();
            }
            Chromium.screenshot(page, "incident");
            await().untilAsserted(() -> Assertions.assertThat(told(receiver)).hasSize(1));
            Assertions.assertThat(told(receiver).getFirst()).contains(
                "\"event\":\"problem\"",
                "\"forge\":\"127.0.0.1:" + port + "\"",
                "\"connections\":17"
            );

            incident.locator("form button").click();
            assertThat(page.locator("main")).containsText("17 connections acknowledged");
            assertThat(page.locator(".arc-group").first().locator("form")).hasCount(0);
            assertThat(page.locator("[data-silenced]").first()).hasText("acknowledged");
            PageRendering.check(page, "dashboard-acknowledged");

            down = filled(new StubGitea("1.27.2", port));
            assertThat(tile(page, "failed")).hasText("5", soon());
            await().untilAsserted(() -> Assertions.assertThat(told(receiver)).hasSize(2));
            Assertions.assertThat(told(receiver).getLast()).contains("\"event\":\"recovery\"", "\"connections\":17");
            assertThat(page.locator("[data-silenced]")).hasCount(0);

            page.navigate(console.url() + "/notifications");
            PageRendering.check(page, "notifications");
            page.locator("[data-receiver=ops] button").click();
            assertThat(page.locator("[data-result]")).containsText("ops accepted the test notification");
            assertThat(page.locator("[data-result]")).containsText("HTTP 200");
            Assertions.assertThat(told(receiver)).hasSize(3);
            Assertions.assertThat(told(receiver).getLast()).contains("\"event\":\"test\"");
        } finally {
            down.close();
            receiver.stop();
        }
    }
}
