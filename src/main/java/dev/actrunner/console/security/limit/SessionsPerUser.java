package dev.actrunner.console.security.limit;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Signs a person out of the oldest of too many browsers, so that nobody uses all sessions up. It counts sessions that somebody
 * signed in to, by name; Spring Security's own control would make a session for each request with a Bearer token.
 */
@Component
class SessionsPerUser implements HttpSessionListener, HttpSessionAttributeListener {

    private final int most;
    private final Map<String, Deque<HttpSession>> sessions = new HashMap<>();

    SessionsPerUser(LimitProperties properties) {
        this.most = properties.maxSessionsPerUser();
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
        if (
            event.getName().equals(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) &&
            event.getValue() instanceof SecurityContext context
        ) {
            Authentication who = context.getAuthentication();
            HttpSession oldest = who == null ? null : oldestOfTooMany(who.getName(), event.getSession());
            if (oldest != null) {
                oldest.invalidate();
            }
        }
    }

    private synchronized @Nullable HttpSession oldestOfTooMany(String user, HttpSession session) {
        Deque<HttpSession> own = sessions.computeIfAbsent(user, _ -> new ArrayDeque<>());
        own.addLast(session);
        return own.size() > most ? own.removeFirst() : null;
    }

    @Override
    public synchronized void sessionDestroyed(HttpSessionEvent event) {
        sessions.values().forEach(own -> own.removeIf(each -> each.getId().equals(event.getSession().getId())));
        sessions.values().removeIf(Deque::isEmpty);
    }
}
