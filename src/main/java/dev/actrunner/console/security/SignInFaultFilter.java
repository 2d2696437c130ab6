package dev.actrunner.console.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a sign-in through the provider on the sign-in page, whatever went wrong on the way to the provider or back. */
final class SignInFaultFilter extends OncePerRequestFilter {

    /** The code of a provider that does not say where its endpoints are. */
    static final String UNREACHABLE = "provider_unreachable";

    private static final Logger LOG = LoggerFactory.getLogger(SignInFaultFilter.class);

    private final AuthenticationFailureHandler failed;

    SignInFaultFilter(AuthenticationFailureHandler failed) {
        this.failed = failed;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/oauth2/authorization/") && !path.startsWith("/login/oauth2/code/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
        var watched = new WatchedResponse(response);
        try {
            chain.doFilter(request, watched);
        } catch (RuntimeException e) {
            LOG.error("A sign-in through the provider ended by {}", e.toString());
            fail(request, response, e instanceof AuthenticationException ? "other" : "server_error");
            return;
        }
        if (watched.error >= 500) {
            fail(request, response, UNREACHABLE);
        } else if (watched.error > 0) {
            response.sendError(watched.error);
        }
    }

    private void fail(HttpServletRequest request, HttpServletResponse response, String code)
        throws ServletException, IOException {
        failed.onAuthenticationFailure(request, response, new OAuth2AuthenticationException(new OAuth2Error(code)));
    }

    /** Spring Security's filter sends an error by itself where it finds no provider. */
    private static final class WatchedResponse extends HttpServletResponseWrapper {

        private int error;

        WatchedResponse(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendError(int status) {
            error = status;
        }

        @Override
        public void sendError(int status, String message) {
            error = status;
        }
    }
}
