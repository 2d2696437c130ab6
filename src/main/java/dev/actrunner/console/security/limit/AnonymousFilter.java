package dev.actrunner.console.security.limit;

import dev.actrunner.console.browser.RequestPath;
import dev.actrunner.console.problem.ProblemType;
import dev.actrunner.console.security.cookie.SignInCookie;
import dev.actrunner.console.security.identity.ProblemResponses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ResponseStatusException;

/**
 * Bounds every request before anybody asks who it is from: how often an address asks without any credential, and how long a
 * body is and takes. A body is read when somebody asks for it, which without a credential only the sign-in does.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class AnonymousFilter extends OncePerRequestFilter {

    /** A sign-in's form: a token of the cluster and what belongs to a form. */
    private static final int LONGEST_SIGN_IN = 24 * 1024;
    private static final String BEARER = "Bearer ";
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RateLimiter limits;
    private final SignInCookie signIns;

    AnonymousFilter(RateLimiter limits, SignInCookie signIns) {
        this.signIns = signIns;
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
        boolean anonymous = !hasCredential(request);
        if (anonymous && !RequestPath.of(request).startsWith("/assets/")) {
            long wait = limits.anonymous(Caller.address(request));
            if (wait > 0) {
                RateLimitFilter.refuse(response, wait);
                return;
            }
        }
        if (!hasBody(request)) {
            chain.doFilter(request, response);
            return;
        }
        // A form is read before anybody is known, for its CSRF token; without a sign-in only the sign-in has one.
        boolean early = TimedBodyRequest.isForm(request) && signIns.read(request) == null;
        int longest = early ? LONGEST_SIGN_IN : limits.maxBodySize();
        if (request.getContentLengthLong() > longest) {
            refuse(response, HttpStatus.CONTENT_TOO_LARGE, RateLimitFilter.TOO_LONG);
            new TimedBodyRequest(request, longest, 0).drain(DRAIN_NANOS);
            return;
        }
        var timed = new TimedBodyRequest(request, longest, limits.bodyTimeout().toNanos());
        try {
            chain.doFilter(timed, response);
        } catch (ResponseStatusException refused) {
            if (!response.isCommitted()) {
                response.reset();
                refuse(response, refused.getStatusCode(), String.valueOf(refused.getReason()));
            }
        }
        if (!timed.isRead()) {
            flush(response);
            timed.drain(DRAIN_NANOS);
        }
    }

    /** Sends what is answered, also where the client is gone already. */
    private static void flush(HttpServletResponse response) {
        try {
            response.flushBuffer();
        } catch (IOException _) {
            // Nobody waits for it.
        }
    }

    private static void refuse(HttpServletResponse response, HttpStatusCode status, String reason) throws IOException {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        ProblemResponses.problem(response, Objects.requireNonNull(ProblemType.of(status)), reason);
        flush(response);
    }

    private boolean hasCredential(HttpServletRequest request) {
        // Whatever else the header has is nobody's credential here, and is refused before anybody is counted.
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean hasToken = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return hasToken || signIns.read(request) != null;
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }
}
