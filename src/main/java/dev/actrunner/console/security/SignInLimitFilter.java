package dev.actrunner.console.security;

import dev.actrunner.console.audit.Audit;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Keeps an address from trying one token after the other. */
final class SignInLimitFilter extends OncePerRequestFilter {

    private final Limits limits;

    SignInLimitFilter(Limits limits) {
        this.limits = limits;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        boolean tries =
            request.getHeader(HttpHeaders.AUTHORIZATION) != null ||
            request.getParameter("code") != null ||
            request.getRequestURI().equals("/sign-in/token");
        return !tries;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
        if (limits.isShutOut(request.getRemoteAddr())) {
            Audit.write("sign-in", "-", Audit.Outcome.DENIED, List.of(), "too-many");
            response.setHeader(HttpHeaders.RETRY_AFTER, "60");
            Answers.problem(
                response,
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-requests",
                "Too many failed sign-ins from this address. Wait a minute, and take a token that is valid."
            );
            return;
        }
        chain.doFilter(request, response);
    }
}
