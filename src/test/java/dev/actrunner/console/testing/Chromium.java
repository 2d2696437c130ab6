package dev.actrunner.console.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Chromium, as the system has it: {@code CHROMIUM}, or its usual places. */
public final class Chromium implements AutoCloseable {

    private static final List<String> ARGUMENTS = List.of(
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync"
    );

    private static final Path AXE = Path.of("frontend/node_modules/axe-core/axe.min.js");

    private final Playwright playwright = Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
    );
    private final Browser browser = playwright
        .chromium()
        .launch(new BrowserType.LaunchOptions().setExecutablePath(program()).setArgs(ARGUMENTS).setHeadless(true));

    static {
        // A machine that is busy makes a page late, not wrong.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }

    /** Whether there is one. */
    public static boolean isThere() {
        return Files.isExecutable(program());
    }

    private static Path program() {
        String named = System.getenv("CHROMIUM");
        return named != null
            ? Path.of(named)
            : Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                  .map(Path::of)
                  .filter(Files::isExecutable)
                  .findFirst()
                  .orElse(Path.of("/usr/bin/chromium"));
    }

    /** A page in a profile of its own. */
    public Page page(int width, int height, ColorScheme colors, boolean javaScript) {
        BrowserContext context = browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colors)
                .setJavaScriptEnabled(javaScript)
        );
        context.setDefaultTimeout(30_000);
        return context.newPage();
    }

    /** A page of somebody who reads another language, such as {@code de}. */
    public Page page(String language) {
        BrowserContext context = browser.newContext(
            new Browser.NewContextOptions().setViewportSize(1400, 900).setLocale(language)
        );
        context.setDefaultTimeout(30_000);
        return context.newPage();
    }

    /** A page as most people see it. */
    public Page page() {
        return page(1400, 900, ColorScheme.LIGHT, true);
    }

    /** A page without JavaScript. */
    public Page pageWithoutScript() {
        return page(1400, 900, ColorScheme.LIGHT, false);
    }

    /** Writes what the whole page looks like to {@code target/screenshots}. */
    public static void screenshot(Page page, String name) {
        var options = new Page.ScreenshotOptions()
            .setPath(Path.of("target/screenshots", name + ".png"))
            .setFullPage(true)
            .setAnimations(ScreenshotAnimations.DISABLED);
        try {
            page.screenshot(options);
        } catch (TimeoutError _) {
            // Chromium forgets one of some thousand captures where the machine is busy, and makes the next one.
            page.bringToFront();
            page.screenshot(options);
        }
    }

    /** What axe finds wrong with a page by WCAG 2.2 A and AA, a line for each element; nothing is left out. */
    public static List<String> violations(Page page) {
        try {
            page.evaluate(Files.readString(AXE));
        } catch (IOException e) {
            throw new UncheckedIOException("npm ci has not put axe-core into frontend/node_modules", e);
        }
        Object found = page.evaluate(
            """
            async () => {
              const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
              const result = await axe.run(document, { runOnly: { type: "tag", values: tags } });
              return result.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target} ${n.failureSummary}`));
            }
            """
        );
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    /** For the closing summary. */
    public String title() {
        return "Chromium " + browser.version();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
