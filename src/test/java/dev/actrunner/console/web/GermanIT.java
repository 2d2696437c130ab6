package dev.actrunner.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.actrunner.console.testing.Chromium;
import dev.actrunner.console.testing.PageRendering;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import dev.actrunner.console.testing.StubForgejo;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TlsForge;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import okhttp3.tls.HeldCertificate;
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

    /** Words that stand in nearly every English sentence and in no German one. */
    private static final String ENGLISH = """
    () => {
      const words = /(?<![-\\w])(the|and|is|are|not|with|this|that|from|your|which|cannot|does|has|have|for|of|on|by)(?![-\\w])/;
      const quoted = 'code, pre, kbd, script, style, template, [lang=en], [data-quoted]';
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (words.test(node.textContent) && !node.parentElement.closest(quoted)) found.push(node.textContent.trim());
      }
      for (const attribute of ['title', 'aria-label', 'placeholder', 'data-copied'])
        for (const element of document.querySelectorAll(`[${attribute}]`))
          if (words.test(element.getAttribute(attribute))) found.push(element.getAttribute(attribute));
      if (words.test(document.title)) found.push(document.title);
      return found;
    }
    """;

    private static void isGerman(Page page, String state) {
        Chromium.screenshot(page, "german-" + state);
        PageRendering.fits(page, "german-" + state);
        assertThat((List<?>) page.evaluate(ENGLISH))
            .as(state)
            .isEmpty();
    }

    @Test
    void noStateOfAPageHasAnEnglishSentence() {
        HeldCertificate ca = new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate certificate = TlsForge.certificate("127.0.0.1", ca, Duration.ofDays(-1), Duration.ofDays(5));
        try (
            TestCluster cluster = TestCluster.best();
            StubForge gitea = new StubGitea("1.26.0").token(
                TOKEN,
                new Account("root", true, Set.of("read:admin", "all"))
            );
            StubForge secure = new StubForgejo("15.0.3", 0, certificate).token(
                TOKEN,
                new Account("jo", false, Set.of())
            );
            RunningConsole console = RunningConsole.on(
                cluster,
                "--console.forge.ca-bundle=" + TestCluster.write(ca.certificatePem())
            );
            var chromium = new Chromium()
        ) {
            gitea.org("acme", "root").jobs(new Job("acme", "app", Set.of("gpu"), State.WAITING));
            console.connect("team-a/ready", gitea.url(), TOKEN, "{\"kind\":\"admin\"}");
            console.connect("team-a/refused", gitea.url(), "0".repeat(40), "{\"kind\":\"admin\"}");
            console.connect("team-a/missing", gitea.url(), TOKEN, "{\"kind\":\"org\",\"org\":\"nobody\"}");
            console.connect("team-a/not-allowed", secure.url(), TOKEN, "{\"kind\":\"admin\"}");
            console.connect(
                "team-a/unreachable",
                "http://127.0.0.1:" + RunningConsole.freePort(),
                TOKEN,
                "{\"kind\":\"admin\"}"
            );
            console.connect("team-a/forbidden", "http://127.0.0.1:1", TOKEN, "{\"kind\":\"admin\"}");
            console.connect("team-a/unresolved", "https://no-such-host.invalid", TOKEN, "{\"kind\":\"user\"}");
            Page page = chromium.page("de");

            for (String path : List.of(
                "/",
                "/?verdict=failed",
                "/keda",
                "/notifications",
                "/docs/checks",
                "/setup",
                "/no-such-page"
            )) {
                page.navigate(console.url() + path);
                isGerman(page, "page" + path.replaceAll("\\W", "-"));
            }
            for (String name : List.of(
                "ready",
                "refused",
                "missing",
                "not-allowed",
                "unreachable",
                "forbidden",
                "unresolved"
            )) {
                page.navigate(console.url() + "/connections/team-a/" + name);
                isGerman(page, "connection-" + name);
            }
            for (String tab : List.of("scale-sets", "history", "triggers", "resources", "activity")) {
                page.navigate(console.url() + "/connections/team-a/ready?tab=" + tab);
                isGerman(page, "connection-tab-" + tab);
            }
            page.navigate(console.url() + "/connections/team-a/none");
            isGerman(page, "no-connection");
            page.navigate(console.url() + "/connections/team-a/ready/token");
            page.locator("#value").fill("not a token");
            page.locator("main form").first().locator("button[type=submit]").click();
            isGerman(page, "token-invalid");
            page.locator("#value").fill("0".repeat(40));
            page.locator("main form").first().locator("button[type=submit]").click();
            isGerman(page, "token-refused");

            page.navigate(console.url() + "/connections/team-a/ready/scale-sets/new");
            isGerman(page, "scale-set");
            page.locator("#settings").fill("max: 2");
            page.locator("button[value=preview]").click();
            isGerman(page, "scale-set-settings");
            page.locator("#settings").fill("min: 1");
            page.locator("button[value=preview]").click();
            isGerman(page, "scale-set-problems");
            cluster.helmInstalls("team-a", "by-helm");
            page.navigate(console.url() + "/helm?namespace=team-a");
            isGerman(page, "helm");
            page.navigate(console.url() + "/helm/team-a/by-helm");
            isGerman(page, "helm-release");
            page.navigate(console.url() + "/helm/team-a/none");
            isGerman(page, "helm-none");
            for (String values : List.of(
                "maxRunners: many\nephemeral: 3\nkeda: 4\ntolerations: 5\nextraEnv: [6]\nrunnerLabels: [7]",
                "a: 1",
                "x",
                "runnerLabels: a\nreplicas: 2\nimage: { repository: mine }\ngiteaConfigSecret: { token: t }\nkeda: { unsafeSsl: true }",
                "forgejo: { apiToken: t }"
            )) {
                page.navigate(console.url() + "/helm?namespace=team-a");
                page.locator("#values").fill(values);
                page.locator("main form").last().locator("button[type=submit]").click();
                isGerman(page, "helm-values");
            }

            page.navigate(console.url() + "/setup");
            next(page);
            isGerman(page, "forge-missing");
            page.locator("#forge\\.url").fill("git.example.com");
            next(page);
            isGerman(page, "forge-invalid");
            page.locator("#forge\\.url").fill(secure.url());
            page.locator("#preview .pf-v6-c-alert").first().waitFor();
            isGerman(page, "forge-previewed");
            next(page);
            isGerman(page, "scope");
            page.locator("input[name=kind][value=org]").check();
            next(page);
            isGerman(page, "scope-missing");
            page.locator("#scope\\.org").fill("nobody");
            next(page);
            isGerman(page, "token");
            next(page);
            isGerman(page, "token-missing");
            page.locator("#token\\.value").fill(TOKEN);
            next(page);
            isGerman(page, "token-entered");
            Locator anyway = page.locator("button[name=anyway]");
            if (anyway.count() > 0) {
                anyway.click();
            }
            page.locator("#namespace").waitFor();
            isGerman(page, "namespace");
            page.locator("#name").fill("Not A Name");
            next(page);
            isGerman(page, "name-invalid");
            page.locator("#name").fill("ci");
            page.locator("#namespace").fill("team-a");
            next(page);
            Chromium.screenshot(page, "german-review-pending");
            assertThat(page.locator("[data-checks]")).hasCount(0);
            isGerman(page, "review");
        }
    }

    private static void next(Page page) {
        page.locator("#step button.pf-m-primary").click();
        page.waitForLoadState();
    }
}
