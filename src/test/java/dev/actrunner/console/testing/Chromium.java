package dev.actrunner.console.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
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

    private final Playwright playwright = Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
    );
    private final Browser browser = playwright
        .chromium()
        .launch(new BrowserType.LaunchOptions().setExecutablePath(program()).setArgs(ARGUMENTS).setHeadless(true));

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
        context.setDefaultTimeout(15_000);
        return context.newPage();
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
