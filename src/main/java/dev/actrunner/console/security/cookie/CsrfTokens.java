package dev.actrunner.console.security.cookie;

import dev.actrunner.console.browser.SealedCookies;
import dev.actrunner.console.security.identity.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/**
 * Gives each sign-in a token of its own for its forms, which only its sealed cookie has, so that nobody can put another into
 * the browser. Whoever has not signed in yet has one in a cookie.
 */
public final class CsrfTokens implements CsrfTokenRepository {

    private static final String PARAMETER = "_csrf";
    private static final String HEADER = "X-CSRF-TOKEN";

    private final SignInCookie signIns;
    private final CookieCsrfTokenRepository inCookie = new CookieCsrfTokenRepository();

    /** Both by the same names, so that pages need not know which it is. */
    public CsrfTokens(SignInCookie signIns, SealedCookies cookies) {
        this.signIns = signIns;
        inCookie.setParameterName(PARAMETER);
        inCookie.setHeaderName(HEADER);
        inCookie.setCookieName("csrf");
        inCookie.setCookieCustomizer(cookie -> {
            cookie.httpOnly(true).sameSite("Lax");
            if (cookies.areSecure()) {
                cookie.secure(true);
            }
        });
    }

    private @Nullable CsrfToken ofSignIn(HttpServletRequest request) {
        SignedIn signedIn = signIns.read(request);
        return signedIn == null ? null : new DefaultCsrfToken(HEADER, PARAMETER, signedIn.csrf());
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        CsrfToken token = ofSignIn(request);
        return token == null ? inCookie.generateToken(request) : token;
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token == null || ofSignIn(request) == null) {
            inCookie.saveToken(token, request, response);
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        CsrfToken token = ofSignIn(request);
        return token == null ? inCookie.loadToken(request) : token;
    }
}
