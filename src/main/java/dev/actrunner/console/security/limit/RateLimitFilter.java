package dev.actrunner.console.security.limit;

import dev.actrunner.console.browser.RequestPath;
import dev.actrunner.console.problem.ProblemType;
import dev.actrunner.console.security.identity.ProblemResponses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits the requests of each caller. */
public final class RateLimitFilter extends OncePerRequestFilter {

    static final String TOO_LONG = "The request is longer than console.limits.max-body-size.";
    static final String TOO_OFTEN = "You ask more often than console.limits allow. Wait as long as Retry-After says.";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final RateLimiter limits;

    /** @param limits counts */
    public RateLimitFilter(RateLimiter limits) {
        this.limits = limits;
    }

    static boolean isReading(HttpServletRequest request) {
        return READING.contains(request.getMethod());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return RequestPath.of(request).startsWith("/assets/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
        String caller = Caller.of(request);
        long wait = limits.request(caller);
        if (wait == 0 && !isReading(request)) {
            wait = limits.change(caller);
        }
        if (wait > 0) {
            refuse(response, wait);
        } else {
            chain.doFilter(request, response);
        }
    }

    static void refuse(HttpServletResponse response, long seconds) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        ProblemResponses.problem(response, ProblemType.TOO_MANY_REQUESTS, TOO_OFTEN);
    }
}
