package dev.actrunner.console.security;

import dev.actrunner.console.cluster.ActingAs;
import dev.actrunner.console.cluster.ClusterIdentity;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets nobody ask so much that others wait, nor send so much that memory fills. */
final class LimitFilter extends OncePerRequestFilter {

    static final String TOO_LONG = "The request is longer than console.limits.body.";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Limits limits;
    private final long longestBody;

    LimitFilter(Limits limits, long longestBody) {
        this.limits = limits;
        this.longestBody = longestBody;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/assets/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
        String caller = caller(request);
        boolean changes = !READING.contains(request.getMethod());
        long wait = limits.request(caller);
        if (wait == 0 && changes) {
            wait = limits.change(caller);
        }
        if (wait > 0) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait));
            Answers.problem(
                response,
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-requests",
                "You ask more often than console.limits allow. Wait as long as Retry-After says."
            );
        } else if (request.getContentLengthLong() > longestBody) {
            Answers.problem(response, HttpStatus.CONTENT_TOO_LARGE, "content-too-large", TOO_LONG);
        } else {
            boolean saysNot = changes && request.getContentLengthLong() < 0;
            chain.doFilter(saysNot ? new BoundedRequest(request, longestBody) : request, response);
        }
    }

    private static String caller(HttpServletRequest request) {
        return switch (ActingAs.current()) {
            case ClusterIdentity.Bearer known -> known.key();
            case ClusterIdentity.Impersonated known -> known.key();
            case ClusterIdentity.Console _, ClusterIdentity.Nobody _ -> request.getRemoteAddr();
        };
    }
}
