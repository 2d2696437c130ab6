package dev.actrunner.console.security.signin;

import dev.actrunner.console.audit.Audit;
import dev.actrunner.console.audit.AuditOutcome;
import dev.actrunner.console.problem.ProblemType;
import dev.actrunner.console.security.identity.CredentialFingerprint;
import dev.actrunner.console.security.identity.ProblemResponses;
import dev.actrunner.console.security.limit.RateLimiter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects a credential that failed too often from one address, without checking it again. It never stands in the way of
 * another one: an Ingress is one address for everybody behind it.
 */
public final class SignInLimitFilter extends OncePerRequestFilter {

    private final RateLimiter limits;

    public SignInLimitFilter(RateLimiter limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
        String credential = CredentialFingerprint.of(request);
        if (credential != null && limits.isRefused(credential)) {
            Audit.write("sign-in", "-", AuditOutcome.DENIED, List.of(), "too-many");
            response.setHeader(HttpHeaders.RETRY_AFTER, "60");
            ProblemResponses.problem(
                response,
                ProblemType.TOO_MANY_REQUESTS,
                "This credential was refused many times. Wait a minute, or take one that is valid."
            );
            return;
        }
        chain.doFilter(request, response);
    }
}
