package dev.actrunner.console.security;

import dev.actrunner.console.audit.Audit;
import dev.actrunner.console.audit.Audit.Outcome;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;

/** Writes sign-ins, failed ones too, into the audit log. */
@Component
class AuditedSignIns {

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        Audit.write("sign-in", Audit.line(event.getAuthentication().getName()), Outcome.DONE, List.of(), "");
    }

    @EventListener
    void refused(AbstractAuthenticationFailureEvent event) {
        // What was tried may be a token; only that it was tried is written.
        Audit.write("sign-in", "-", Outcome.DENIED, List.of(), event.getException().getClass().getSimpleName());
    }

    @EventListener
    void signedOut(LogoutSuccessEvent event) {
        Audit.write("sign-out", Audit.line(event.getAuthentication().getName()), Outcome.DONE, List.of(), "");
    }
}
