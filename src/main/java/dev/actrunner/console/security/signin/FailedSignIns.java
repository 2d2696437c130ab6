package dev.actrunner.console.security.signin;

import dev.actrunner.console.audit.Audit;
import dev.actrunner.console.audit.AuditOutcome;
import dev.actrunner.console.problem.ProblemType;
import dev.actrunner.console.security.cookie.TokenTooLongException;
import dev.actrunner.console.security.identity.CredentialFingerprint;
import dev.actrunner.console.security.identity.ProblemResponses;
import dev.actrunner.console.security.limit.RateLimiter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/**
 * Answers requests that are not signed in: with the sign-in page to a browser, with a problem to a program. Failed attempts
 * are counted by credential and address, and written to the audit log.
 */
@Component
public class FailedSignIns implements AuthenticationEntryPoint, AuthenticationFailureHandler {

    private final RateLimiter limits;

    FailedSignIns(RateLimiter limits) {
        this.limits = limits;
    }

    /** Answers a request without sign-in, or with a token that is not valid. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
        throws IOException {
        if (e instanceof AuthenticationServiceException) {
            unavailable(response, e);
            return;
        }
        if (!(e instanceof InsufficientAuthenticationException)) {
            note(request, e);
        }
        if (ProblemResponses.isPage(request)) {
            response.sendRedirect(request.getContextPath() + "/sign-in");
            return;
        }
        response.setHeader("WWW-Authenticate", "Bearer");
        if (request.getHeader("HX-Request") != null) {
            // htmx goes where this says, instead of putting the sign-in page into the middle of another.
            response.setHeader("HX-Redirect", request.getContextPath() + "/sign-in");
        }
        ProblemResponses.problem(
            response,
            ProblemType.UNAUTHORIZED,
            "Nobody is signed in, or the token is not valid (any more). Send Authorization: Bearer with one that is."
        );
    }

    /** Answers a failed sign-in on the page, by the link, or through the provider. */
    @Override
    public void onAuthenticationFailure(
        HttpServletRequest request,
        HttpServletResponse response,
        AuthenticationException e
    ) throws IOException {
        if (e instanceof AuthenticationServiceException) {
            if (ProblemResponses.isPage(request)) {
                Audit.write("sign-in", "-", AuditOutcome.DENIED, List.of(), reason(e));
                response.sendRedirect(request.getContextPath() + "/sign-in?failed=" + SignInReason.UNAVAILABLE.code());
            } else {
                unavailable(response, e);
            }
            return;
        }
        note(request, e);
        boolean isKnown = e instanceof OAuth2AuthenticationException || e instanceof TokenTooLongException;
        String code = isKnown ? "=" + reason(e) : "";
        response.sendRedirect(request.getContextPath() + "/sign-in?failed" + code);
    }

    /** Returns the provider's own code where it is a known one, else the kind of failure. */
    private static String reason(AuthenticationException e) {
        if (e instanceof TokenTooLongException) {
            return SignInReason.TOO_LONG.code();
        }
        if (!(e instanceof OAuth2AuthenticationException provider)) {
            return e.getClass().getSimpleName();
        }
        String code = provider.getError().getErrorCode();
        return SignInReason.of(code).code();
    }

    /** Answers where the cluster or the provider cannot be asked who the caller is, which is not the caller's fault. */
    private static void unavailable(HttpServletResponse response, AuthenticationException e) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        ProblemResponses.problem(
            response,
            ProblemType.CLUSTER_UNAVAILABLE,
            String.valueOf(e.getMessage()) + " Nobody can sign in until it answers."
        );
    }

    private void note(HttpServletRequest request, AuthenticationException e) {
        String credential = CredentialFingerprint.of(request);
        if (credential != null) {
            limits.failed(credential);
        }
        // What was tried may be a token; only that it was tried is written.
        Audit.write("sign-in", "-", AuditOutcome.DENIED, List.of(), reason(e));
    }

    /** Answers a cluster that does not respond to the check of a bearer token, where Spring Security would throw. */
    public ObjectPostProcessor<BearerTokenAuthenticationFilter> ofBearerTokens() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(FailedSignIns.this::commence);
                return filter;
            }
        };
    }
}
