package dev.actrunner.console.security.signin;

import dev.actrunner.console.audit.Audit;
import dev.actrunner.console.audit.AuditOutcome;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;

/** Writes who signed in and out into the audit log; {@link FailedSignIns} writes who could not. */
@Component
class AuditedSignIns {

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        Audit.write("sign-in", Audit.line(event.getAuthentication().getName()), AuditOutcome.DONE, List.of(), "");
    }

    @EventListener
    void signedOut(LogoutSuccessEvent event) {
        Audit.write("sign-out", Audit.line(event.getAuthentication().getName()), AuditOutcome.DONE, List.of(), "");
    }
}
