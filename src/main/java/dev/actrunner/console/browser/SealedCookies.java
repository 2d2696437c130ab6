package dev.actrunner.console.browser;

import dev.actrunner.console.secret.Keyring;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/** Makes the console's sealed cookies. */
@Component
public class SealedCookies {

    private final Keyring keyring;
    private final Clock clock;
    private final boolean isSecure;

    SealedCookies(Keyring keyring, Clock clock, ServerProperties server) {
        this.keyring = keyring;
        this.clock = clock;
        this.isSecure = Boolean.TRUE.equals(server.getServlet().getSession().getCookie().getSecure());
    }

    /**
     * Returns a cookie.
     *
     * @param name its name, of lower-case letters
     * @param kept how long it is good, and kept by the browser
     * @param parts in how many cookies a long one is kept, three at most
     */
    public SealedCookie of(String name, Duration kept, int parts) {
        return new SealedCookie(keyring, clock, name, kept, kept, parts, isSecure);
    }

    /** The same, kept until the browser is closed. */
    public SealedCookie untilBrowserCloses(String name, Duration good, int parts) {
        return new SealedCookie(keyring, clock, name, good, Duration.ofSeconds(-1), parts, isSecure);
    }

    /** Whether all cookies are for HTTPS alone ({@code server.servlet.session.cookie.secure}). */
    public boolean areSecure() {
        return isSecure;
    }
}
