package dev.actrunner.console.security.identity;

import dev.actrunner.console.browser.RequestPath;
import dev.actrunner.console.secret.Digests;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Computes a fingerprint of a credential and the address that sent it, without keeping either. */
public final class CredentialFingerprint {

    private CredentialFingerprint() {}

    /** Null where a request has none. Of a form only the sign-in's own fields are looked at. */
    public static @Nullable String of(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            return digest(request, header);
        }
        if (!request.getMethod().equals("POST") || !RequestPath.of(request).startsWith("/sign-in/")) {
            return null;
        }
        return Stream.of("token", "code")
            .map(request::getParameter)
            .filter(value -> value != null)
            .findFirst()
            .map(value -> digest(request, value))
            .orElse(null);
    }

    private static String digest(HttpServletRequest request, String credential) {
        return request.getRemoteAddr() + " " + Digests.sha256(credential);
    }
}
