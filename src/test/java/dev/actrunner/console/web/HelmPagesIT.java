package dev.actrunner.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.actrunner.console.testing.Chromium;
import dev.actrunner.console.testing.Helm;
import dev.actrunner.console.testing.PageRendering;
import dev.actrunner.console.testing.RealCluster;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Somebody in a real Chromium takes over what the real helm installed on the real API server. */
@EnabledIf(value = "isAvailable", disabledReason = "no real API server, helm and Chromium")
class HelmPagesIT {

    private static final String TOKEN = "a-token-of-the-stub-forge";

    @TempDir
    private static Path files;

    static boolean isAvailable() {
        return TestCluster.hasRealServers() && Helm.THREE.isAvailable() && Chromium.isThere();
    }

    @Test
    void leadsFromAReleaseToAConnectionAndAScaleSet() throws IOException {
        try (
            var cluster = RealCluster.start();
            var forge = new StubGitea("1.26.0");
            var console = RunningConsole.on(cluster);
            var chromium = new Chromium()
        ) {
            TestEnvironment.note("pages of Helm releases", cluster.title(), "helm", chromium.title());
            forge.token(TOKEN, new Account("root", true, Set.of("read:admin")));
            install(cluster, forge.url());
            Page page = chromium.page();
            page.navigate(console.url() + "/helm");
            page.locator("#namespace").fill("team-a");
            button(page, "List releases").click();
            assertThat(page.locator("#main")).containsText("act-runner-scale-set 0.2.24");
            PageRendering.check(page, "11-helm");

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("forge").setExact(true)).click();
            assertThat(page.locator("#main")).containsText("Read from Helm's record of the release.");
            PageRendering.check(page, "11-helm-connection");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Continue in the wizard")).click();
            for (int step = 0; step < 3; step++) {
                button(page, "Next").click();
            }
            button(page, "Review").click();
            assertThat(page.locator("#main")).containsText("sh.helm.release.v1.forge.v1");
            PageRendering.check(page, "12-helm-review");
            page.locator("#force").check();
            page.locator("main button[type=submit]").first().click();
            assertThat(page.getByText("team-a/forge is set up")).isVisible();

            page.navigate(console.url() + "/helm/team-a/ci");
            PageRendering.check(page, "13-helm-scale-set");
            button(page, "Fill in the form").click();
            assertThat(page.locator("#labels")).hasValue("native:host");
            assertThat(page.locator("#settings")).hasValue(
                java.util.regex.Pattern.compile("nodeSelector:[\\s\\S]*ssd")
            );
            page.locator("#settings").fill("nodeSelektor: {}");
            button(page, "Preview").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("More settings has no field called nodeSelektor");
            page.locator("#settings").fill("max: 3");
            button(page, "Preview").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("More settings sets max");
            page.locator("#settings").fill("podTemplate: { spec: { containers: 7 } }");
            button(page, "Preview").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("More settings has an error: podTemplate");
            assertThat(page.locator("#settings-help")).containsText("podTemplate");
            PageRendering.check(page, "14-helm-settings-problem");
            page.locator("#settings").fill("min: 0\nnodeSelector: { disk: ssd }");
            button(page, "Preview").click();
            assertThat(page.locator("#main")).containsText("helm");
            PageRendering.check(page, "14-helm-conflict");
            page.locator("#force").check();
            button(page, "Preview").click();
            assertThat(page.locator("#main")).containsText("sh.helm.release.v1.ci.v1");
            Assertions.assertFalse(page.content().contains("H4sIA"), "Helm's record is masked");
            PageRendering.check(page, "14-helm-preview");
            button(page, "Create").click();
            assertThat(page.getByText("Scale set created")).isVisible();
            Helm.THREE.run(cluster, "team-a", "uninstall", "ci");
            page.reload();
            assertThat(page.locator("h1")).containsText("ci");

            page.navigate(console.url() + "/helm");
            page.locator("#paste-namespace").fill("team-a");
            page.locator("#paste-namespace").fill("Team A");
            page.locator("#values").fill("maxRunners: 3");
            button(page, "Read values").click();
            assertThat(page.locator("#namespace-help")).containsText("Namespace");
            PageRendering.check(page, "15-helm-namespace-problem");
            page.locator("#namespace").fill("team-a");
            page.locator("#values").fill("maxRunners: many\ngiteaConfigSecret: { token: pasted-along }");
            button(page, "Read values").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Values has an error: values.maxRunners is not a");
            Assertions.assertFalse(page.content().contains("pasted-along"), "a token is in no page");
            PageRendering.check(page, "15-helm-values-problem");
            page.locator("#values").fill(
                "runnerLabels: a:host\nkeda: { triggerAuthenticationRef: forge-act-runner-controller-trigger-auth }"
            );
            button(page, "Read values").click();
            assertThat(page.locator("#main")).containsText("Read from the values that you pasted.");
            PageRendering.check(page, "15-helm-values");
            page.close();
        }
    }

    private static void install(TestCluster cluster, String forge) throws IOException {
        Path controller = files.resolve("controller.yaml");
        Files.writeString(controller, "forgejo: { url: '%s', apiToken: '%s' }".formatted(forge, TOKEN));
        Helm.THREE.install(cluster, "team-a", "forge", "act-runner-controller", controller);
        Path scaleSet = files.resolve("scale-set.yaml");
        Files.writeString(
            scaleSet,
            """
            giteaConfigSecret: { token: a-registration-token }
            runnerLabels: native:host
            ephemeral: true
            nodeSelector: { disk: ssd }
            keda:
              enabled: true
              triggerAuthenticationRef: forge-act-runner-controller-trigger-auth
              metricsUrl: "%s/api/v1/admin/actions/jobs?status=waiting&limit=1"
            """.formatted(forge)
        );
        Helm.THREE.install(cluster, "team-a", "ci", "act-runner-scale-set", scaleSet);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
