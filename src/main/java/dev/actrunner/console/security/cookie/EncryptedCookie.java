package dev.actrunner.console.security.cookie;

import dev.actrunner.console.secret.EncryptedText;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** Keeps a text in the browser, encrypted and authenticated by a key of this process, for some minutes. */
final class EncryptedCookie {

    /** Browsers keep 4 KiB. */
    private static final int LONGEST = 3800;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final String name;

    EncryptedCookie(String name) {
        this.name = name;
    }

    /** Keeps a text; one that is too long is not kept. */
    void write(HttpServletRequest request, HttpServletResponse response, String text) {
        String value = EncryptedText.of(text).toText();
        if (value.length() <= LONGEST) {
            send(request, response, value, KEPT);
        }
    }

    /** Empty where there is none, or it was not made here. */
    Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
            ? Optional.empty()
            : Stream.of(cookies)
                  .filter(cookie -> cookie.getName().equals(name))
                  .findFirst()
                  .flatMap(cookie -> EncryptedText.parse(cookie.getValue()))
                  .map(EncryptedText::open);
    }

    void remove(HttpServletRequest request, HttpServletResponse response) {
        send(request, response, "", Duration.ZERO);
    }

    private void send(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
        response.addHeader(
            HttpHeaders.SET_COOKIE,
            ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                // Lax, because a provider's sign-in comes back from another site.
                .sameSite("Lax")
                .maxAge(age)
                .build()
                .toString()
        );
    }
}
