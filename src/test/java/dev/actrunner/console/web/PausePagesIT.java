package dev.actrunner.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.actrunner.console.testing.Chromium;
import dev.actrunner.console.testing.PageRendering;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForgejo;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.http.MediaType;

/** Pauses persistent runners in each of KEDA's ways, in a real Chromium on a real API server. */
@EnabledIf(value = "isAvailable", disabledReason = "no real API server and Chromium")
class PausePagesIT {

    private static final String TOKEN = "pause-token";

    static boolean isAvailable() {
        return System.getenv("KUBEBUILDER_ASSETS") != null && Chromium.isThere();
    }

    @Test
    void pausesInPart() {
        try (
            var cluster = RealCluster.start();
            var forge = new StubForgejo("15.0.3");
            var console = RunningConsole.on(cluster);
            var chromium = new Chromium()
        ) {
            forge.token(TOKEN, new Account("root", true, Set.of("read:admin")));
            put(
                console,
                "connections/ci",
                """
                {"forge":{"url":"%s"},"scope":{"kind":"admin"},"token":{"value":"%s"},"runnerLabels":["docker"]}
                """.formatted(forge.url(), TOKEN)
            );
            put(
                console,
                "scale-sets/stays",
                """
                {"connection":"ci","mode":"persistent","labels":["docker:host"],"registration":{"token":"a-token"}}
                """
            );
            Page page = chromium.page();
            page.navigate(console.url() + "/scale-sets/team-a/stays");
            PageRendering.check(page, "16-scale-set-persistent");

            page.locator("#pause-REPLICAS").check();
            button(page, "Pause in part").click();
            assertThat(page.getByRole(AriaRole.ALERT).first()).containsText(
                "Number of runners is missing: enter the number"
            );
            PageRendering.check(page, "16-scale-set-pause-problem");
            Assertions.assertThat(pauses(cluster)).isEmpty();
            page.locator("#replicas").fill("3");
            pause(page, "REPLICAS");
            Assertions.assertThat(pauses(cluster)).containsExactly(
                Map.entry("autoscaling.keda.sh/paused-replicas", "3")
            );
            for (String way : Set.of("SCALE_IN", "SCALE_OUT")) {
                button(page, "Resume").click();
                Assertions.assertThat(pauses(cluster)).isEmpty();
                pause(page, way);
                Assertions.assertThat(pauses(cluster)).containsExactly(
                    Map.entry("autoscaling.keda.sh/paused-" + way.toLowerCase(Locale.ROOT).replace('_', '-'), "true")
                );
            }
            page.close();
        }
    }

    private static void pause(Page page, String way) {
        page.locator("#pause-" + way).check();
        button(page, "Pause in part").click();
        assertThat(button(page, "Resume")).isVisible();
    }

    private static void put(RunningConsole console, String path, String body) {
        console
            .api()
            .put()
            .uri("/namespaces/team-a/" + path)
            .contentType(MediaType.APPLICATION_JSON)
            .body(body)
            .exchange()
            .expectStatus()
            .isCreated();
    }

    private static Map<String, String> pauses(RealCluster cluster) {
        Map<String, String> annotations = cluster
            .admin()
            .genericKubernetesResources("keda.sh/v1alpha1", "ScaledObject")
            .inNamespace("team-a")
            .withName("stays-act-runner-scale-set")
            .get()
            .getMetadata()
            .getAnnotations();
        annotations.keySet().removeIf(key -> !key.startsWith("autoscaling.keda.sh/paused"));
        return annotations;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
