package dev.actrunner.console.forge.http;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ForgeUrl;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Decides which redirects are followed: those within the forge's own address, so that the token reaches no other one. */
final class RedirectPolicy {

    private static final int MAX_REDIRECTS = 5;

    private final ForgeUrl forge;

    RedirectPolicy(ForgeUrl forge) {
        this.forge = forge;
    }

    /**
     * Requires that a redirect may be followed.
     *
     * @param location the redirect's {@code Location}
     * @param hop how many redirects were followed before
     * @return the address that it leads to
     * @throws ProbeFailedException when it leads elsewhere, nowhere, or in a circle
     */
    HttpUrl requireAllowed(HttpUrl from, @Nullable String location, int hop) throws ProbeFailedException {
        HttpUrl to = location == null ? null : from.resolve(location);
        if (to == null) {
            throw new ProbeFailedException(
                Finding.REDIRECT_NOWHERE,
                "The server redirects, but not to an address.",
                "Look at the proxy in front of the forge: its redirect has no usable Location."
            );
        }
        if (!to.host().equals(from.host())) {
            throw new ProbeFailedException(
                Finding.REDIRECT_OTHER_HOST,
                "The server redirects to another host, " + to.host() + ". The token was not sent there.",
                "If that host is the forge, enter its address. If it is a sign-in page, let /api/v1 pass the proxy without" +
                    " it: KEDA cannot sign in, and drops the token when the host changes."
            );
        }
        if (from.isHttps() && !to.isHttps()) {
            throw new ProbeFailedException(
                Finding.REDIRECT_DOWNGRADE,
                "The server redirects from https to http. The token was not sent there.",
                "Correct the forge's ROOT_URL or the proxy in front of it, so that it stays on https."
            );
        }
        if (to.isHttps() && !from.isHttps()) {
            throw new ProbeFailedException(
                Finding.REDIRECT_TO_HTTPS,
                "The forge redirects to https. The token was not sent there.",
                "Enter " +
                    to.newBuilder().encodedPath("/").query(null).build() +
                    ", with the forge's path if it has one."
            );
        }
        if (!forge.contains(to)) {
            throw new ProbeFailedException(
                Finding.REDIRECT_OTHER_ORIGIN,
                "The server redirects to another port or out of the forge's path. The token was not sent there.",
                "If that is the forge, enter the address that it leads to."
            );
        }
        if (hop >= MAX_REDIRECTS) {
            throw new ProbeFailedException(
                Finding.REDIRECT_LOOP,
                "The server redirects in a circle.",
                "Open the forge's address in a browser and enter the one it ends on; if it never ends, correct the proxy."
            );
        }
        return to;
    }
}
