package dev.actrunner.console.security;

import dev.actrunner.console.audit.Audit;
import dev.actrunner.console.audit.AuditOutcome;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.access.Whoami;
import dev.actrunner.console.cluster.identity.ClusterIdentity;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.security.identity.ClusterIdentityResolver;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Binds the caller's identity to the rest of a request, so that it acts in the cluster as its caller. A token that the
 * cluster does not take any more ends the session that was opened with it.
 */
final class IdentityFilter extends OncePerRequestFilter {

    private final ClusterIdentityResolver identities;
    private final SecurityContextRepository signIns;
    private final Whoami whoami;
    private final AuthenticationEntryPoint entryPoint;

    IdentityFilter(
        ClusterIdentityResolver identities,
        SecurityContextRepository signIns,
        Whoami whoami,
        AuthenticationEntryPoint entryPoint
    ) {
        this.signIns = signIns;
        this.identities = identities;
        this.whoami = whoami;
        this.entryPoint = entryPoint;
    }

    /** An error page is made with the caller's identity too. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        ClusterIdentity identity;
        try {
            identity = identities.of(authentication);
            confirm(identity);
        } catch (BadCredentialsException | ClusterException.Unauthorized e) {
            Audit.write(
                "session",
                Audit.line(ClusterIdentityResolver.name(authentication)),
                AuditOutcome.DENIED,
                List.of(),
                "revoked"
            );
            end(request, response);
            entryPoint.commence(
                request,
                response,
                new InsufficientAuthenticationException(String.valueOf(e.getMessage()))
            );
            return;
        }
        MDC.put(Audit.USER, Audit.line(ClusterIdentityResolver.name(authentication, identity)));
        try {
            CurrentIdentity.<Void, Exception>call(identity, () -> {
                chain.doFilter(request, response);
                return null;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        } finally {
            MDC.remove(Audit.USER);
        }
    }

    private void confirm(ClusterIdentity identity) {
        if (identity instanceof ClusterIdentity.Bearer) {
            try {
                whoami.ask(identity);
            } catch (ClusterException.Unavailable _) {
                // The cluster's absence is nobody's fault: pages say it, and calls fail by themselves.
            }
        }
    }

    private void end(HttpServletRequest request, HttpServletResponse response) {
        SecurityContextHolder.clearContext();
        signIns.saveContext(SecurityContextHolder.createEmptyContext(), request, response);
    }
}
