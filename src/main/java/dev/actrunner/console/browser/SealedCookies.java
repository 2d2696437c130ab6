package dev.actrunner.console.browser;

import dev.actrunner.console.secret.Keyring;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/** Makes the console's sealed cookies. */
@Component
public class SealedCookies {

    private final Keyring keyring;
    private final Clock clock;
    private final boolean isSecure;
    private final String suffix;

    /** @param remoteCluster the name of the remote cluster that this is the console of, empty for the console's own */
    SealedCookies(
        Keyring keyring,
        Clock clock,
        ServerProperties server,
        @Value("${console.cluster.remote:}") String remoteCluster
    ) {
        // Whoever signs in at one cluster has not signed in at another, and its token is not for the other to see.
        this.suffix = remoteCluster.isEmpty() ? "" : "." + remoteCluster;
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
        return new SealedCookie(keyring, clock, name + suffix, kept, kept, parts, isSecure);
    }

    /** The same, kept until the browser is closed. */
    public SealedCookie untilBrowserCloses(String name, Duration good, int parts) {
        return new SealedCookie(keyring, clock, name + suffix, good, Duration.ofSeconds(-1), parts, isSecure);
    }

    /** Returns that of the console that serves this one, for a remote cluster's. */
    public SealedCookie untilBrowserClosesOfHome(String name, Duration good, int parts) {
        return new SealedCookie(keyring, clock, name, good, Duration.ofSeconds(-1), parts, isSecure);
    }

    /** Whether this is the console of a remote cluster, which another one serves. */
    public boolean areOfRemoteCluster() {
        return !suffix.isEmpty();
    }

    /** Whether all cookies are for HTTPS alone ({@code server.servlet.session.cookie.secure}). */
    public boolean areSecure() {
        return isSecure;
    }
}
