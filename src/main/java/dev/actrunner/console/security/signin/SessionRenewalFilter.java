package dev.actrunner.console.security.signin;

import dev.actrunner.console.security.cookie.SignInCookie;
import dev.actrunner.console.security.identity.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Writes a sign-in's cookie again now and then, so that it lasts as long as its owner asks for something. */
public final class SessionRenewalFilter extends OncePerRequestFilter {

    private final SignInCookie cookie;

    public SessionRenewalFilter(SignInCookie cookie) {
        this.cookie = cookie;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
        SecurityContext context = SecurityContextHolder.getContext();
        if (context.getAuthentication() instanceof SignedIn signedIn && cookie.isToBeRenewed(signedIn)) {
            cookie.saveContext(context, request, response);
        }
        chain.doFilter(request, response);
    }

    /** Browsers and proxies keep them, with their headers. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getServletPath().startsWith("/assets/");
    }
}
