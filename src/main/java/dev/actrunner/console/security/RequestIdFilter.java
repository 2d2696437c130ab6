package dev.actrunner.console.security;

import dev.actrunner.console.audit.Audit;
import dev.actrunner.console.problem.ProblemType;
import dev.actrunner.console.security.identity.ProblemResponses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Assigns each request an ID, the client's own where it sends a valid one, and adds it to the response and to every log
 * line.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdFilter extends OncePerRequestFilter {

    private static final String HEADER = "X-Request-Id";
    /** Not 40 hexadecimal digits, which is how a forge's token looks that got into the wrong header. */
    private static final String FIT = "(?![0-9a-fA-F]{40}$)[A-Za-z0-9._-]{1,64}";

    private final @Nullable String cluster;

    RequestIdFilter(@Value("${console.cluster.name:#{null}}") @Nullable String cluster) {
        this.cluster = cluster;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
        String given = request.getHeader(HEADER);
        String id = given != null && given.matches(FIT) ? given : UUID.randomUUID().toString();
        response.setHeader(HEADER, id);
        MDC.put(Audit.REQUEST_ID, id);
        MDC.put(Audit.IP, request.getRemoteAddr());
        if (cluster != null) {
            MDC.put(Audit.CLUSTER, cluster);
        }
        try {
            chain.doFilter(request, response);
        } catch (InvalidParameterException _) {
            // Whoever asks for a parameter first meets it, wherever that is.
            ProblemResponses.problem(response, ProblemType.BAD_REQUEST, "The query, or the form, is not well encoded.");
        } finally {
            MDC.remove(Audit.REQUEST_ID);
            MDC.remove(Audit.IP);
            MDC.remove(Audit.CLUSTER);
        }
    }
}
