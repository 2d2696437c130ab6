package dev.actrunner.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.actrunner.console.testing.Chromium;
import dev.actrunner.console.testing.PageRendering;
import dev.actrunner.console.testing.RunningConsole;
import dev.actrunner.console.testing.StubForge;
import dev.actrunner.console.testing.StubForge.Account;
import dev.actrunner.console.testing.StubForge.Job;
import dev.actrunner.console.testing.StubForge.State;
import dev.actrunner.console.testing.StubGitea;
import dev.actrunner.console.testing.TestCluster;
import dev.actrunner.console.testing.TestEnvironment;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.web.client.RestClient;

/** The wizard in a real Chromium, on the best cluster that is there. Screenshots go to {@code target/screenshots}. */
@EnabledIf(value = "chromiumIsThere", disabledReason = "no Chromium on this machine")
class SetupWizardIT {

    private static final String TOKEN = "wizard-token-4711";

    private static TestCluster cluster;
    private static StubForge forge;
    private static RunningConsole console;
    private static Chromium chromium;

    static boolean chromiumIsThere() {
        return Chromium.isThere();
    }

    @BeforeAll
    static void start() {
        cluster = TestCluster.best();
        forge = new StubGitea("1.27.2")
            .token(TOKEN, new Account("site-admin", true, Set.of("read:admin", "read:organization")))
            .org("acme", "site-admin")
            .jobs(
                new Job("acme", "app", Set.of("docker"), State.WAITING),
                new Job("acme", "app", Set.of("docker"), State.WAITING),
                new Job("acme", "app", Set.of("docker"), State.RUNNING),
                new Job("acme", "app", Set.of("docker"), State.BLOCKED)
            );
        // A page is looked at while the forge is held, which takes a busy machine longer than a probe may take otherwise.
        console = RunningConsole.on(
            cluster,
            "--console.monitor.metrics-interval=1s",
            "--console.forge.probe-timeout=5m"
        );
        chromium = new Chromium();
        TestEnvironment.note("the wizard", cluster.title(), "stub Gitea", chromium.title());
    }

    @AfterAll
    static void stop() {
        chromium.close();
        console.close();
        forge.close();
        cluster.close();
    }

    @Test
    void saysWhatIsAtAnAddressWhileItIsTyped() {
        Page page = chromium.page();
        page.navigate(console.url() + "/setup");
        page.getByLabel("Forge URL").pressSequentially(forge.url());
        assertThat(page.locator("#preview")).containsText("Found Gitea 1.27.2");
        page.getByLabel("Forge URL").fill("http://127.0.0.1:" + RunningConsole.freePort());
        assertThat(page.locator("#preview")).containsText("refuses connections");
        page.close();
    }

    @Test
    void downloadsManifestsAsYaml() throws IOException {
        api("team-a/download");
        Page page = chromium.page();
        page.navigate(console.url() + "/connections/team-a/download");
        page.locator("#actions summary").click();
        Download download = page.waitForDownload(() -> page.getByText("Download manifests").click());
        assertThat(download.suggestedFilename()).isEqualTo("download.yaml");
        assertThat(Files.readString(download.path()))
            .startsWith("apiVersion:")
            .contains("kind: \"TriggerAuthentication\"");
        page.close();
    }

    @Test
    void saysWhetherTheTokenReachesTheScopeAndWhatIsThereAlready() {
        api("team-a/there");
        Page page = chromium.page();
        page.navigate(console.url() + "/setup");
        page.getByLabel("Forge URL").fill(forge.url());
        button(page, "Next").click();
        Locator look = page.locator("#preview");
        assertThat(look).containsText("/api/v1/admin/actions/jobs");
        assertThat(look).containsText("read:admin");
        button(page, "Next").click();
        page.getByLabel("API token").fill(TOKEN);
        page.getByLabel("API token").blur();
        assertThat(look).containsText("The token works: 2 jobs waiting, 1 running");
        button(page, "Next").click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Scope ✓")).click();
        assertThat(look).containsText("The token works: 2 jobs waiting, 1 running");
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Organization")).check();
        page.locator("[name=org]").fill("nobody");
        assertThat(look).containsText("nobody");
        PageRendering.check(page, "3-scope-problem");
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Instance")).check();
        button(page, "Next").click();
        button(page, "Next").click();
        assertThat(look).containsText("KEDA 2.20.2 is installed in this cluster.");
        page.locator("[name=namespace]").fill("team-new");
        assertThat(look).containsText("Namespace team-new does not exist");
        page.getByLabel("Create the namespace").check();
        assertThat(look).containsText("Namespace team-new will be created");
        page.locator("[name=namespace]").fill("team-a");
        page.locator("[name=name]").fill("there");
        assertThat(look).containsText("Connection team-a/there already exists");
        PageRendering.check(page, "4-namespace-there");
        page.close();
    }

    @Test
    void canBeWalkedByTheKeyboardAlone() {
        Page page = chromium.page();
        page.navigate(console.url() + "/setup");
        typed(page, "[id='forge.url']", forge.url());
        tabTo(page, "[name=kind]");
        page.keyboard().press("Enter");
        page.waitForURL("**/token");
        typed(page, "[id='token.value']", TOKEN);
        tabTo(page, "#namespace");
        page.keyboard().type("team-a");
        typed(page, "#name", "keyboard");
        page.waitForURL("**/review");
        tabTo(page, "main button[type=submit]");
        page.keyboard().press("Enter");
        assertThat(page.getByText("team-a/keyboard is set up")).isVisible();
        page.close();
    }

    /** Goes to a field by the tabulator, fills it and sends the step. */
    private static void typed(Page page, String field, String text) {
        String before = page.url();
        tabTo(page, field);
        page.keyboard().type(text);
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.equals(before));
    }

    private static void tabTo(Page page, String selector) {
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            Object there = page.evaluate("selector => document.activeElement.matches(selector)", selector);
            Object seen = page.evaluate(
                "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; }"
            );
            assertThat(seen).as("where the focus is can be seen").isEqualTo(true);
            if (Boolean.TRUE.equals(there)) {
                return;
            }
        }
        throw new AssertionError(selector + " cannot be reached by the keyboard");
    }

    /** Nobody finds out on the last page that the first thing they entered is wrong. */
    @Test
    void aWrongTokenStopsAtItsStepAndBackAndReloadWork() {
        Page page = chromium.page(1280, 900, ColorScheme.LIGHT, true);
        walkToToken(page, "f".repeat(40), false);
        button(page, "Next").click();
        Locator problem = page.locator("[data-token-problem]");
        assertThat(problem).containsText("token");
        assertThat(page).hasURL(Pattern.compile(".*/token\\?check"));
        assertThat(page.locator("form#step")).containsText("read:admin");
        assertThat(page.locator("#preview")).containsText("/api/v1/admin/actions/jobs");
        // A word of its own: the forge's port may have these digits.
        assertThat(page.locator("#preview")).not().containsText(Pattern.compile("\\b401\\b"));
        PageRendering.check(page, "3-token-refused");
        page.reload();
        assertThat(problem).isVisible();
        page.goBack();
        page.goForward();
        assertThat(problem).isVisible();
        assertThat(page.content()).doesNotContain("f".repeat(40));
        button(page, "Continue anyway").click();
        assertThat(page).hasURL(Pattern.compile(".*/namespace"));
        page.context().close();
    }

    /** The browser's own buttons lead through the steps as the wizard's do, and nothing that was entered is lost. */
    @Test
    void backAndReloadWorkOnEveryStep() {
        Page page = chromium.page(1280, 900, ColorScheme.LIGHT, true);
        walkToReview(page, "back", "team-a");
        List<String> steps = List.of("forge", "scope", "token", "namespace", "review");
        for (String step : steps.reversed()) {
            assertThat(page).hasURL(Pattern.compile(".*/" + step + "$"));
            page.reload();
            assertThat(page).hasURL(Pattern.compile(".*/" + step + "$"));
            assertThat(page.locator("[aria-current=step]")).hasText(Pattern.compile(step, Pattern.CASE_INSENSITIVE));
            if (!step.equals("forge")) {
                page.goBack();
            }
        }
        assertThat(page.getByLabel("Forge URL")).hasValue(forge.url());
        steps.subList(1, steps.size()).forEach(step -> {
            page.goForward();
            assertThat(page).hasURL(Pattern.compile(".*/" + step + "$"));
        });
        assertThat(page.locator("[data-change=created]")).hasCount(2);
        page.goBack();
        assertThat(page.locator("[name=name]")).hasValue("back");
        page.context().close();
    }

    /** Whoever waits sees that something happens, and a second click sends nothing twice. */
    @Test
    void aSlowForgeIsSeenToBeAsked() {
        Page page = chromium.page(1280, 900, ColorScheme.LIGHT, true);
        walkToToken(page, "f".repeat(40), false);
        // What is sent does not arrive: then the page stays as it is while it waits.
        page.evaluate(
            "() => { window.sent = 0; document.addEventListener('submit', e => { sent += e.defaultPrevented ? 0 : 1; e.preventDefault(); }); }"
        );
        Locator next = page.locator("[data-next]");
        next.click();
        assertThat(next).hasAttribute("aria-busy", "true");
        assertThat(next).hasAttribute("aria-disabled", "true");
        assertThat(
            page.evaluate("b => getComputedStyle(document.querySelector('[data-next]'), '::after').animationName")
        ).isEqualTo("arc-turn");
        next.dispatchEvent("click");
        Chromium.screenshot(page, "3-token-busy");
        assertThat(page.evaluate("sent")).isEqualTo(1);
        page.context().close();
    }

    /** A page that must be scrolled twice is a page of which the end is not read. */
    @Test
    void noStepIsHigherThanTwoScreens() {
        Page page = chromium.page(1280, 900, ColorScheme.LIGHT, true);
        walkToReview(page, "short", "team-a");
        assertThat(page.locator("[data-total]")).hasText("3");
        assertThat(button(page, "Apply")).isInViewport();
        fitsTwoScreens(page);
        button(page, "Apply").click();
        assertThat(page.getByText("team-a/short is set up")).isVisible();
        assertThat(page.getByText("Create scale set").first()).isInViewport();
        fitsTwoScreens(page);
        page.navigate(page.url().replace("/done", "/namespace"));
        fitsTwoScreens(page);
        page.navigate(page.url().replace("/namespace", "/token"));
        fitsTwoScreens(page);
        page.context().close();
    }

    private static void fitsTwoScreens(Page page) {
        assertThat((int) page.evaluate("document.documentElement.scrollHeight"))
            .as(page.url())
            .isLessThanOrEqualTo(1800);
    }

    @Test
    void twoTabsHaveTheirOwnWizard() {
        Page one = chromium.page();
        Page two = one.context().newPage();
        for (Page page : List.of(one, two)) {
            page.navigate(console.url() + "/setup");
        }
        one.getByLabel("Forge URL").fill(forge.url());
        button(one, "Next").click();
        two.getByLabel("Forge URL").fill("https://other.example");
        button(two, "Next").click();
        one.goBack();
        assertThat(one.getByLabel("Forge URL")).hasValue(forge.url());
        two.goBack();
        assertThat(two.getByLabel("Forge URL")).hasValue("https://other.example");
        one.context().close();
    }

    @Test
    void anImpatientSecondClickAppliesOnce() {
        Page page = chromium.page(1280, 900, ColorScheme.LIGHT, true);
        walkToReview(page, "twice", "team-a");
        button(page, "Apply").dblclick();
        assertThat(page.getByText("team-a/twice is set up")).isVisible();
        assertThat(page.locator("[data-kind=Secret][data-change=created]")).isVisible();
        assertThat(console.log().split("connection.apply team-a/twice: done", -1)).hasSize(2);
        page.context().close();
    }

    @Test
    void changesAConnectionAndKeepsItsToken() {
        api("team-a/to-change");
        Page page = chromium.page();
        page.navigate(console.url() + "/connections/team-a/to-change");
        page.getByText("Edit", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.getByLabel("Forge URL")).hasValue(forge.url());
        assertThat(page.locator("h1")).hasText("Edit connection team-a/to-change");
        button(page, "Next").click();
        page.getByLabel("Runner labels").fill("gpu");
        button(page, "Next").click();
        assertThat(page.getByLabel("Keep the stored token")).isChecked();
        button(page, "Next").click();
        button(page, "Review").click();
        assertThat(page.locator("main")).containsText("updated");
        page.close();
    }

    @Test
    void showsABadgeAndMetrics() {
        api("team-a/badged");
        RestClient client = RestClient.create(console.url());
        assertThat(client.get().uri("/badge/team-a/badged.svg").retrieve().body(String.class)).contains("ready · 3");
        await().untilAsserted(() ->
            assertThat(client.get().uri("/actuator/prometheus").retrieve().body(String.class)).contains(
                "act_runner_connection_pending_jobs{connection=\"badged\",namespace=\"team-a\",state=\"waiting\"} 2.0",
                "act_runner_connection_verdict{connection=\"badged\",namespace=\"team-a\",verdict=\"ready\"} 1.0",
                "phase=\"processing\""
            )
        );
    }

    /** Sets a connection up without the wizard. */
    private static void api(String connection) {
        console.connect(connection, forge.url(), TOKEN, "{\"kind\":\"admin\"}");
    }

    @Test
    void leadsFromAnAddressAndATokenToAppliedObjectsAndTheCount() {
        Page page = chromium.page(1280, 900, ColorScheme.LIGHT, true);
        walkToReview(page, "walk", "team-a");
        assertThat(page.locator("[data-total]")).hasText("3");
        assertThat(page.locator("[data-change=created]")).hasCount(2);
        PageRendering.check(page, "5-review");
        assertThat(
            cluster.admin().secrets().inNamespace("team-a").withName("walk-act-runner-controller-forgejo-api").get()
        )
            .as("nothing is written before Apply")
            .isNull();

        button(page, "Apply").click();

        assertThat(page.getByText("team-a/walk is set up")).isVisible();
        assertThat(page.locator("[data-kind=Secret][data-change=created]")).isVisible();
        assertThat(page.locator("[data-kind=TriggerAuthentication][data-change=created]")).isVisible();
        assertThat(page.locator("[data-total]")).hasText("3");
        assertThat(page.locator("#helm")).containsText("--set 'keda.valueLocation=total_count'");
        PageRendering.check(page, "6-done");
        Secret secret = cluster
            .admin()
            .secrets()
            .inNamespace("team-a")
            .withName("walk-act-runner-controller-forgejo-api")
            .get();
        assertThat(
            new String(Base64.getDecoder().decode(secret.getData().get("token")), StandardCharsets.UTF_8)
        ).isEqualTo(TOKEN);

        page.getByText("Open connection").click();
        assertThat(page.locator("h1")).hasText("team-a/walk");
        PageRendering.check(page, "7-connection");
        page.navigate(console.url() + "/");
        assertThat(page.locator("tr[data-connection='team-a/walk']")).containsText("2 waiting");
        PageRendering.check(page, "8-connections");
        page.navigate(console.url() + "/keda");
        assertThat(page.locator("main")).containsText("2.20.2");
        PageRendering.check(page, "9-keda");
        page.context().close();
    }

    @Test
    void showsTheChecksOfTheReviewAsTheyAreMade() {
        Page page = chromium.page(1280, 900, ColorScheme.LIGHT, true);
        walkToNamespace(page, false);
        page.locator("[name=namespace]").fill("team-a");
        page.locator("[name=name]").fill("live");
        forge.hold();
        try {
            button(page, "Review").click();
            assertThat(page.locator("[data-check='forge.connect'][data-status=pass]")).containsText("accepts");
            assertThat(page.locator("[data-check='forge.jobs'][data-status=pending]")).isVisible();
            PageRendering.check(page, "5-review-filling-in");
        } finally {
            forge.release();
        }
        page.locator("#passed summary").click();
        assertThat(page.locator("[data-check='forge.jobs'][data-status=pass]")).isVisible();
        assertThat(page.locator("[data-check='keda.installed'][data-status=pass]")).isVisible();
        assertThat(page.locator("[data-status=pending]")).hasCount(0);
        assertThat(page.locator("[data-change=created]")).hasCount(2);
        // Looking at the page may have taken longer than KEDA waits for an answer.
        assertThat(page.locator("[data-said]")).hasText(
            Pattern.compile(
                "\\s*(Ready\\s+KEDA reads 3\\.|Failed\\s+The answer took \\d+ ms; KEDA gives up after 3000 and reads nothing\\.)\\s*"
            )
        );
        page.locator("[data-kind=Secret] summary").click();
        assertThat(page.locator("[data-kind=Secret] [data-copy]")).isVisible();
        page.context().close();
    }

    /** What comes live takes the place that was kept for it, as Chromium measures it (under 0.1 is called good). */
    @Test
    void nothingMovesWhenWhatIsLiveComes() {
        Page page = chromium.page(1280, 900, ColorScheme.LIGHT, true);
        page.addInitScript(
            "window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) window.shift += e.value; })" +
                ".observe({ type: 'layout-shift', buffered: true });"
        );
        walkToScope(page, false);
        assertThat(page.locator("#preview")).containsText("/actions/jobs");
        assertThat(shift(page)).as("on the scope's step").isLessThan(0.02);
        button(page, "Next").click();
        page.getByLabel("API token").fill(TOKEN);
        button(page, "Next").click();
        assertThat(page.locator("#preview")).containsText("KEDA 2.20.2");
        assertThat(shift(page)).as("on the namespace's step").isLessThan(0.02);
        page.locator("[name=namespace]").fill("team-a");
        page.locator("[name=name]").fill("still");
        button(page, "Review").click();
        assertThat(page.locator("[data-total]")).hasText("3");
        assertThat(shift(page)).as("on the review").isLessThan(0.1);
        page.context().close();
    }

    private static double shift(Page page) {
        // Entries come a moment after what they tell of.
        page.waitForTimeout(300);
        return ((Number) page.evaluate("window.shift")).doubleValue();
    }

    @Test
    void showsTheFieldsOfTheChoiceThatWasMadeWithAndWithoutJavaScript() {
        for (boolean scripts : new boolean[] { true, false }) {
            Page page = chromium.page(1280, 900, ColorScheme.LIGHT, scripts);
            walkToScope(page, false);
            assertThat(page.locator("[name=org]")).isHidden();
            assertThat(page.locator("[name=repo]")).isHidden();
            page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Organization")).check();
            assertThat(page.locator("[name=org]")).isVisible();
            assertThat(page.locator("[name=repo]")).isHidden();
            page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Repository")).check();
            assertThat(page.locator("[name=org]")).isHidden();
            assertThat(page.locator("[name=owner]")).isVisible();
            assertThat(page.locator("[name=repo]")).isVisible();
            page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Instance")).check();
            button(page, "Next").click();
            assertThat(page.locator("[name=secretName]")).isHidden();
            page.getByLabel("Use an existing Secret").check();
            assertThat(page.locator("[name=secretName]")).isVisible();
            assertThat(page.getByLabel("API token")).isHidden();
            page.context().close();
        }
    }

    @Test
    void worksWithoutJavaScript() {
        Page page = chromium.page(1280, 900, ColorScheme.LIGHT, false);
        walkToReview(page, "plain", "team-a");
        button(page, "Apply").click();
        assertThat(page.getByText("team-a/plain is set up")).isVisible();
        page.context().close();
    }

    @Test
    void namesWhatIsWrongAtItsFieldAndLosesNothing() {
        Page page = chromium.page(1280, 900, ColorScheme.LIGHT, true);
        page.navigate(console.url() + "/setup");
        page.getByLabel("Forge URL").fill(forge.url() + "/api/v1");
        button(page, "Next").click();
        Locator summary = page.getByRole(AriaRole.ALERT);
        assertThat(summary).containsText("contains /api");
        assertThat(summary).isFocused();
        assertThat(page.getByLabel("Forge URL")).hasValue(forge.url() + "/api/v1");
        assertThat(page).hasTitle("Error: Forge · Act Runner Console");
        PageRendering.check(page, "1-forge-error");
        page.getByLabel("Forge URL").fill(forge.url());
        button(page, "Next").click();

        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Organization")).check();
        page.getByLabel("Organization", new Page.GetByLabelOptions().setExact(false)).last().fill("acme/app");
        button(page, "Next").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("contains a slash");
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Instance")).check();
        button(page, "Next").click();

        button(page, "Next").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("API token is missing");
        page.getByLabel("API token").fill(TOKEN);
        button(page, "Next").click();

        page.locator("[name=namespace]").fill("Team A");
        page.locator("[name=name]").fill("ci");
        button(page, "Review").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Namespace must be");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Forge ✓")).click();
        assertThat(page.getByLabel("Forge URL")).hasValue(forge.url());
        assertThat(page.content()).doesNotContain(TOKEN);
        page.context().close();
    }

    @Test
    void warnsBesideTheChoiceThatLeaksTheToken() {
        Page page = chromium.page(1280, 900, ColorScheme.LIGHT, true);
        walkToNamespace(page, false);
        page.getByText("Advanced").click();
        assertThat(page.locator("[name=authentication][value=namespaced]")).isChecked();
        assertThat(page.getByText("obtain the token")).isVisible();
        PageRendering.check(page, "4-namespace-more");
        page.locator("[name=authentication][value=cluster]").check();
        page.locator("[name=namespace]").fill("team-a");
        page.locator("[name=name]").fill("wide");
        button(page, "Review").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("needs the Secret in KEDA's namespace");
        page.context().close();
    }

    @Test
    void offersToMakeAMissingNamespace() {
        Page page = chromium.page(1280, 900, ColorScheme.LIGHT, true);
        walkToReview(page, "fresh", "not-there-yet");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("There is no namespace not-there-yet");
        PageRendering.check(page, "5-review-no-namespace");
        page.getByText("Edit namespace or name").click();
        page.getByLabel("Create the namespace if it does not exist").check();
        button(page, "Review").click();
        button(page, "Apply").click();
        assertThat(page.getByText("not-there-yet/fresh is set up")).isVisible();
        page.context().close();
    }

    @Test
    void showsWhoElseManagesAFieldAndTakesItOverOnlyWhenTold() {
        Page page = chromium.page(1280, 900, ColorScheme.LIGHT, true);
        walkToReview(page, "shared", "team-a");
        button(page, "Apply").click();
        assertThat(page.getByText("Connection team-a/shared is set up")).isVisible();
        Secret theirs = new SecretBuilder()
            .withNewMetadata()
            .withNamespace("team-a")
            .withName("shared-act-runner-controller-forgejo-api")
            .endMetadata()
            .withData(Map.of("token", "dGhlaXJz"))
            .build();
        PatchContext asFlux = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("flux")
            .withForce(true)
            .build();
        cluster.admin().resource(theirs).patch(asFlux, theirs);

        walkToReview(page, "shared", "team-a");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText(".data.token (flux)");
        assertThat(page.locator("[data-kind=Secret][data-change=updated]")).isVisible();
        assertThat(page.locator("[data-total]")).hasText("3");
        PageRendering.check(page, "5-review-conflict");

        button(page, "Apply").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText(".data.token (flux)");
        page.getByLabel("Force").check();
        button(page, "Apply").click();
        assertThat(page.getByText("Connection team-a/shared is set up")).isVisible();
        assertThat(page.locator("[data-kind=Secret][data-change=updated]")).isVisible();
        page.context().close();
    }

    private static void walkToReview(Page page, String name, String namespace) {
        boolean shots = name.equals("walk");
        walkToNamespace(page, shots);
        page.locator("[name=namespace]").fill(namespace);
        page.locator("[name=name]").fill(name);
        look(shots, page, "4-namespace");
        button(page, "Review").click();
    }

    private static void walkToNamespace(Page page, boolean shots) {
        walkToToken(page, TOKEN, shots);
        look(shots, page, "3-token");
        button(page, "Next").click();
    }

    private static void walkToToken(Page page, String token, boolean shots) {
        walkToScope(page, shots);
        look(shots, page, "2-scope");
        button(page, "Next").click();
        page.getByLabel("API token").fill(token);
    }

    private static void walkToScope(Page page, boolean shots) {
        page.navigate(console.url() + "/setup");
        page.getByLabel("Forge URL").fill(forge.url());
        look(shots, page, "1-forge");
        button(page, "Next").click();
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Instance")).check();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void look(boolean wanted, Page page, String name) {
        if (wanted) {
            PageRendering.check(page, name);
        }
    }
}
