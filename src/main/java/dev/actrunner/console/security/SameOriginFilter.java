package dev.actrunner.console.security;

import dev.actrunner.console.problem.ProblemType;
import dev.actrunner.console.security.identity.ProblemResponses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests under a foreign Host, and API calls that a browser makes for another site's page. The API has no
 * CSRF token, and needs none: a program sends no {@code Sec-Fetch-Site} or {@code Origin}, a browser always does.
 */
final class SameOriginFilter extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Set<String> allowedHosts;

    SameOriginFilter(Set<String> allowedHosts) {
        this.allowedHosts = allowedHosts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
        String host = request.getHeader(HttpHeaders.HOST);
        if (!allowedHosts.contains(withoutPort(host))) {
            ProblemResponses.problem(
                response,
                ProblemType.HOST_NOT_ALLOWED,
                "The console is not called by this name. Use http://127.0.0.1 with its port, or add the name to" +
                    " console.security.allowed-hosts."
            );
        } else if (!READING.contains(request.getMethod()) && fromAnotherSite(request, host)) {
            ProblemResponses.problem(
                response,
                ProblemType.CROSS_SITE_REQUEST,
                "A page of another site may not change anything here."
            );
        } else {
            chain.doFilter(request, response);
        }
    }

    private static String withoutPort(@Nullable String host) {
        return host == null ? "" : host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }

    private static boolean fromAnotherSite(HttpServletRequest request, @Nullable String host) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !origin.replaceFirst("^https?://", "").equals(host);
    }
}
