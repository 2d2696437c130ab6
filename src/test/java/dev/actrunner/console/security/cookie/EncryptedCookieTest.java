package dev.actrunner.console.security.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class EncryptedCookieTest {

    private final EncryptedCookie cookie = new EncryptedCookie("wanted-page");
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private Cookie written(String text) {
        cookie.write(request, response, text);
        return Objects.requireNonNull(response.getCookie("wanted-page"));
    }

    private Optional<String> read(Cookie... cookies) {
        var next = new MockHttpServletRequest();
        next.setCookies(cookies);
        return cookie.read(next);
    }

    @Test
    void comesBackAsItWas() {
        Cookie written = written("/connections/team-a/ci?lang=de");
        assertThat(written.getValue()).doesNotContain("connections");
        assertThat(read(new Cookie("other", "x"), written)).contains("/connections/team-a/ci?lang=de");
    }

    @Test
    void isForTheConsoleAloneAndForTenMinutes() {
        Cookie written = written("/");
        assertThat(written.isHttpOnly()).isTrue();
        assertThat(written.getSecure()).isFalse();
        assertThat(written.getMaxAge()).isEqualTo(600);
        assertThat(written.getAttribute("SameSite")).isEqualTo("Lax");
    }

    @Test
    void isSecureWhereTheRequestIs() {
        request.setSecure(true);
        assertThat(written("/").getSecure()).isTrue();
    }

    @Test
    void whatWasNotMadeHereIsNotRead() {
        assertThat(read()).isEmpty();
        assertThat(cookie.read(new MockHttpServletRequest())).isEmpty();
        assertThat(read(new Cookie("wanted-page", "/connections"))).isEmpty();
        assertThat(read(new Cookie("other", written("/").getValue()))).isEmpty();
    }

    @Test
    void aTextThatIsTooLongForABrowserIsNotKept() {
        cookie.write(request, response, "x".repeat(4000));
        assertThat(response.getCookies()).isEmpty();
    }

    @Test
    void isRemovedByOneThatHasEnded() {
        cookie.remove(request, response);
        assertThat(Objects.requireNonNull(response.getCookie("wanted-page")).getMaxAge()).isZero();
    }
}
