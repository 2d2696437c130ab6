package dev.actrunner.console.security;

import dev.actrunner.console.audit.Audit;
import dev.actrunner.console.audit.AuditOutcome;
import dev.actrunner.console.problem.ProblemType;
import dev.actrunner.console.security.identity.ProblemResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;

/** Answers requests that Spring Security refuses, each with an entry in the audit log. */
final class RefusedRequests {

    private RefusedRequests() {}

    /** Answers a request whose URL hides another in its encoding, and writes it to the audit log. */
    static void rejected(HttpServletRequest request, HttpServletResponse response, RequestRejectedException e)
        throws IOException {
        Audit.write(request.getMethod(), "-", AuditOutcome.DENIED, List.of(), "RequestRejected");
        ProblemResponses.problem(
            response,
            ProblemType.BAD_REQUEST,
            "The URL contains a character, or an encoding, that no page and no operation here has."
        );
    }

    /** Answers a request that has no CSRF token or no right, and writes it to the audit log. */
    static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
        throws IOException {
        String reason = e.getClass().getSimpleName();
        Audit.write(request.getMethod(), Audit.line(request.getRequestURI()), AuditOutcome.DENIED, List.of(), reason);
        if (ProblemResponses.isForApi(request)) {
            ProblemResponses.problem(
                response,
                ProblemType.CSRF,
                "A change by a browser's session needs its CSRF token. Programs send Authorization: Bearer instead."
            );
        } else {
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }
}
