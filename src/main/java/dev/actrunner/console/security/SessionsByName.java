package dev.actrunner.console.security;

import java.util.List;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistryImpl;

/** Knows each person's sessions by the person's name: a provider's user is another object at every sign-in. */
final class SessionsByName extends SessionRegistryImpl {

    private static String name(Object principal) {
        return principal instanceof AuthenticatedPrincipal named ? named.getName() : principal.toString();
    }

    @Override
    public List<SessionInformation> getAllSessions(Object principal, boolean includeExpiredSessions) {
        return super.getAllSessions(name(principal), includeExpiredSessions);
    }

    @Override
    public void registerNewSession(String sessionId, Object principal) {
        super.registerNewSession(sessionId, name(principal));
    }
}
