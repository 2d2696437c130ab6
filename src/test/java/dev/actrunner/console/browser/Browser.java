package dev.actrunner.console.browser;

import dev.actrunner.console.secret.Keyring;
import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The cookies of a browser, as tests without one keep them. */
public final class Browser {

    private final Map<String, Cookie> cookies = new LinkedHashMap<>();

    /** Cookies sealed with a key that is always the same. */
    public static SealedCookies cookies(Clock clock) {
        return cookies(clock, 1, new ServerProperties());
    }

    static SealedCookies cookies(Clock clock, int key, ServerProperties server) {
        byte[] value = new byte[32];
        value[0] = (byte) key;
        return new SealedCookies(
            new Keyring(List.of(new Keyring.Key("k" + key, new SecretKeySpec(value, "HKDF")))),
            clock,
            server,
            ""
        );
    }

    /** Sign-ins that have ended; none at first. */
    public static EndedSignIns ended(Clock clock) {
        return new EndedSignIns(clock);
    }

    /** A request with all that it keeps. */
    public MockHttpServletRequest request() {
        var request = new MockHttpServletRequest();
        request.setCookies(cookies.values().toArray(Cookie[]::new));
        return request;
    }

    /** Takes what an answer says, and gives the cookies that it set. */
    public List<Cookie> take(MockHttpServletResponse response) {
        for (Cookie each : response.getCookies()) {
            if (each.getMaxAge() == 0) {
                cookies.remove(each.getName());
            } else {
                cookies.put(each.getName(), each);
            }
        }
        return List.of(response.getCookies());
    }

    /** The values that it keeps, by name. */
    public Map<String, Cookie> kept() {
        return cookies;
    }
}
