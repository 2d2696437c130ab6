package dev.actrunner.console.testing;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;

/** How a page looks: in light and dark, from a small phone to a big screen. */
public final class PageRendering {

    /** A phone, a tablet, a laptop, two screens; and that laptop at 400 % and 200 %, which is as wide as these. */
    private static final List<Integer> WIDTHS = List.of(390, 768, 1280, 1920, 2560, 320, 640);

    /** What axe finds depends on colours and on what is laid out otherwise where it is narrow. */
    private static final List<Integer> WIDTHS_IN_DARK = List.of(390, 1280);

    private static final String SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth";

    private PageRendering() {}

    /** Links within the page, of which one from an error leads to the input, that lead nowhere. */
    private static final String BROKEN_LINKS =
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => decodeURIComponent(a.hash.slice(1)))" +
        ".filter(id => id && !document.getElementById(id))";

    /**
     * Fails where the page scrolls sideways, links to a place that it does not have, lacks a text, or axe finds anything; {@code target/screenshots} then has
     * {@code <name>-<theme>-<width>.png} of each. The page is left as it was.
     */
    public static void check(Page page, String name) {
        ViewportSize before = page.viewportSize();
        var all = new SoftAssertions();
        all.assertThat(page.locator("body").innerText()).as("%s has every text", name).doesNotContain("??");
        all.assertThat((List<?>) page.evaluate(BROKEN_LINKS))
            .as("links of %s that lead nowhere", name)
            .isEmpty();
        for (ColorScheme theme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            for (int width : theme == ColorScheme.DARK ? WIDTHS_IN_DARK : WIDTHS) {
                page.setViewportSize(width, 900);
                String shot = name + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width;
                Chromium.screenshot(page, shot);
                all.assertThat(page.evaluate(SCROLLS_SIDEWAYS)).as("how far %s scrolls sideways", shot).isEqualTo(0);
                all.assertThat(Chromium.violations(page)).as("what axe finds on %s", shot).isEmpty();
            }
        }
        page.setViewportSize(before.width, before.height);
        all.assertAll();
    }

    /** Fails where a page scrolls sideways at any of the widths, as a language with longer words may. The page is left as it was. */
    public static void fits(Page page, String name) {
        ViewportSize before = page.viewportSize();
        var all = new SoftAssertions();
        for (int width : WIDTHS) {
            page.setViewportSize(width, 900);
            all.assertThat(page.evaluate(SCROLLS_SIDEWAYS))
                .as("how far %s scrolls sideways at %d", name, width)
                .isEqualTo(0);
        }
        page.setViewportSize(before.width, before.height);
        all.assertAll();
    }
}
