package dev.actrunner.console.security.signin;

import dev.actrunner.console.browser.RequestPath;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a sign-in through the provider on the sign-in page, whatever went wrong on the way to the provider or back. */
public final class SignInFaultFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(SignInFaultFilter.class);

    private final AuthenticationFailureHandler failed;

    public SignInFaultFilter(AuthenticationFailureHandler failed) {
        this.failed = failed;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = RequestPath.of(request);
        return !path.startsWith("/oauth2/authorization/") && !path.startsWith("/login/oauth2/code/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException e) {
            end(
                request,
                response,
                e instanceof AuthenticationException ? SignInReason.OTHER : SignInReason.PROVIDER_UNREACHABLE,
                e
            );
        }
    }

    /** Ends a sign-in that could not begin, because the provider does not say where its endpoints are. */
    public void notBegun(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
        throws ServletException, IOException {
        end(request, response, SignInReason.PROVIDER_UNREACHABLE, e.getCause() == null ? e : e.getCause());
    }

    private void end(HttpServletRequest request, HttpServletResponse response, SignInReason reason, Throwable cause)
        throws ServletException, IOException {
        LOG.error("A sign-in through the provider ended by {}", cause.toString());
        failed.onAuthenticationFailure(request, response, reason.exception(cause));
    }
}
