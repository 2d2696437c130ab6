package dev.actrunner.console.security.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/**
 * Issues local mode's credentials: a link in the log that opens one session, and a token for programs. Once a link is used,
 * the next visitor without a session finds a new one in the log.
 */
public final class SignInLink {

    private static final Logger LOG = LoggerFactory.getLogger(SignInLink.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AtomicReference<@Nullable String> code = new AtomicReference<>();
    private final String apiToken;
    private final boolean isGenerated;
    private final boolean isEnabled;
    private volatile String address = "";

    /** @param isEnabled whether the mode has a link */
    public SignInLink(@Nullable String apiToken, boolean isEnabled) {
        this.isEnabled = isEnabled;
        this.isGenerated = apiToken == null;
        this.apiToken = apiToken == null ? random() : apiToken;
    }

    private static String random() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @EventListener
    void started(WebServerInitializedEvent event) {
        // Neither Actuator's port nor the console of a remote cluster: those have a name.
        if (isEnabled && event.getApplicationContext().getServerNamespace() == null) {
            address = "http://127.0.0.1:" + event.getWebServer().getPort();
            if (isGenerated) {
                LOG.info("Programs send this to the API: Authorization: Bearer {}", apiToken);
            }
            logLink();
        }
    }

    /** Logs a link where none is waiting to be used. */
    void logLink() {
        String fresh = random();
        if (code.compareAndSet(null, fresh)) {
            LOG.info("Open the console once with this link: {}/sign-in#code={}", address, fresh);
        }
    }

    /** Whether this is the code of the link in the log, which is valid once. */
    boolean redeem(String given) {
        String expected = code.get();
        return expected != null && same(expected, given) && code.compareAndSet(expected, null);
    }

    /** Whether this is the token for programs. */
    public boolean isApiToken(String given) {
        return same(apiToken, given);
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
