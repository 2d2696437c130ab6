package dev.actrunner.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.ShiftedClock;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.mock.web.MockHttpServletResponse;

class SealedCookieTest {

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final ShiftedClock clock = new ShiftedClock();
    private final SealedCookie cookie = Browser.cookies(clock).of("draft", KEPT, 3);
    private final Browser browser = new Browser();

    private List<Cookie> write(String text) {
        var response = new MockHttpServletResponse();
        assertThat(cookie.write(browser.request(), response, "/setup/1", text)).isTrue();
        return browser.take(response);
    }

    private static String random(int length) {
        return new Random(length)
            .ints(length, 'a', 'z')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    }

    @Test
    void comesBackAsItWas() {
        for (String text : List.of(
            "",
            "/connections/team-a/ci?lang=de",
            "Größe 😀\n",
            random(5_000),
            "x".repeat(60_000)
        )) {
            write(text);
            assertThat(cookie.read(browser.request())).contains(text);
        }
    }

    @Test
    void isForTheConsoleAlone() {
        Cookie written = write("/connections").getFirst();
        assertThat(written.getValue()).matches("[A-Za-z0-9._-]+");
        assertThat(written.isHttpOnly()).isTrue();
        assertThat(written.getSecure()).isFalse();
        assertThat(written.getMaxAge()).isEqualTo(600);
        assertThat(written.getAttribute("SameSite")).isEqualTo("Lax");
        assertThat(written.getPath()).isEqualTo("/setup/1");
    }

    @Test
    void oneThatIsKeptUntilTheBrowserClosesHasNoAge() {
        var response = new MockHttpServletResponse();
        SealedCookie session = Browser.cookies(clock).untilBrowserCloses("session", KEPT, 3);
        session.write(browser.request(), response, "x");
        assertThat(response.getHeader("Set-Cookie")).doesNotContain("Max-Age", "Expires").contains("Path=/;");
    }

    @Test
    void isSecureWhereTheRequestIsOrTheSettingSaysIt() {
        var request = browser.request();
        request.setSecure(true);
        var response = new MockHttpServletResponse();
        cookie.write(request, response, "x");
        assertThat(Objects.requireNonNull(response.getCookie("draft")).getSecure()).isTrue();
        var server = new ServerProperties();
        server.getServlet().getSession().getCookie().setSecure(true);
        response = new MockHttpServletResponse();
        Browser.cookies(clock, 1, server).of("draft", KEPT, 3).write(browser.request(), response, "x");
        assertThat(Objects.requireNonNull(response.getCookie("draft")).getSecure()).isTrue();
    }

    @Test
    void aLongOneIsInSeveralAndAShorterOneRemovesTheOthers() {
        assertThat(write(random(12_000)))
            .hasSize(3)
            .allMatch(each -> each.getValue().length() < 4_000);
        assertThat(write("short")).hasSize(3);
        assertThat(browser.kept()).containsOnlyKeys("draft");
        assertThat(cookie.read(browser.request())).contains("short");
    }

    @Test
    void oneThatIsTooLongIsNotKept() {
        byte[] noise = new byte[12_000];
        new SecureRandom().nextBytes(noise);
        var response = new MockHttpServletResponse();
        assertThat(cookie.write(browser.request(), response, new String(noise, StandardCharsets.UTF_16))).isFalse();
        assertThat(cookie.write(browser.request(), response, "x".repeat(1_000_000))).isFalse();
        assertThat(response.getCookies()).isEmpty();
    }

    @Test
    void oneWithoutItsOtherPartsIsNotRead() {
        write(random(9_000));
        browser.kept().remove("draft-1");
        assertThat(cookie.read(browser.request())).isEmpty();
    }

    @Test
    void oneThatIsTooOldIsNotReadWhateverTheBrowserKeeps() {
        write("x");
        clock.set(KEPT.minusSeconds(1));
        assertThat(cookie.read(browser.request())).contains("x");
        clock.set(KEPT.plusSeconds(1));
        assertThat(cookie.read(browser.request())).isEmpty();
    }

    @Test
    void oneThatWasChangedAnywhereIsNotRead() {
        String value = write("a secret").getFirst().getValue();
        for (int i = 0; i < value.length(); i++) {
            var changed = new StringBuilder(value);
            // In its highest bit: the lowest of the last character mean nothing in Base64.
            boolean isLow = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef".indexOf(value.charAt(i)) >= 0;
            changed.setCharAt(i, isLow ? '9' : 'A');
            browser.kept().put("draft", new Cookie("draft", changed.toString()));
            assertThat(cookie.read(browser.request())).as("character %s", i).isEmpty();
        }
        for (String other : List.of("", "1", "1.", "9.", "x.y", "1.k1.", "1.k1.AAAA", "/connections")) {
            browser.kept().put("draft", new Cookie("draft", other));
            assertThat(cookie.read(browser.request())).as(other).isEmpty();
        }
    }

    @Test
    void oneOfAnotherNameOrOfAConsoleWithAnotherKeyIsNotRead() {
        String value = write("x").getFirst().getValue();
        var request = browser.request();
        request.setCookies(new Cookie("session", value), new Cookie("draft", value));
        assertThat(Browser.cookies(clock).of("session", KEPT, 3).read(request)).isEmpty();
        assertThat(Browser.cookies(clock, 2, new ServerProperties()).of("draft", KEPT, 3).read(request)).isEmpty();
        assertThat(Browser.cookies(clock).of("draft", KEPT, 3).read(request)).contains("x");
    }

    @Test
    void isRemovedWithAllItsParts() {
        write(random(9_000));
        var response = new MockHttpServletResponse();
        cookie.remove(browser.request(), response, "/setup/1");
        browser.take(response);
        assertThat(browser.kept()).isEmpty();
    }
}
