package dev.actrunner.console.api;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.access.Whoami;
import dev.actrunner.console.cluster.identity.ClusterIdentity;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.ConnectionStatusChanged;
import dev.actrunner.console.monitor.VisibleNamespaces;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What changes, as it changes. */
@RestController
@Tag(name = "Connections")
class EventsController {

    private final EventHub hub = new EventHub();
    private final VisibleNamespaces visibleNamespaces;
    private final Whoami whoami;

    EventsController(VisibleNamespaces visibleNamespaces, Whoami whoami) {
        this.whoami = whoami;
        this.visibleNamespaces = visibleNamespaces;
    }

    /**
     * A connection that changed.
     *
     * @param verdict null before the first probe
     * @param previousVerdict the verdict before, null where there was none or it is the same
     * @param totalCount the figure that KEDA would act on, null where there is none
     * @param deleted whether it is no more
     */
    record ConnectionEvent(
        String namespace,
        String name,
        @Nullable String verdict,
        @Nullable String previousVerdict,
        @Nullable Long totalCount,
        boolean deleted
    ) {
        static ConnectionEvent of(ConnectionStatusChanged changed) {
            ConnectionStatus now = changed.status();
            JobCounts counts = now == null ? null : now.counts();
            Verdict verdict = now == null ? null : now.verdict();
            return new ConnectionEvent(
                changed.key().namespace(),
                changed.key().name(),
                verdict == null ? null : verdict.id(),
                changed.isVerdictChange() ? Objects.requireNonNull(changed.previousVerdict()).id() : null,
                counts == null ? null : counts.total(),
                now == null
            );
        }
    }

    @GetMapping(path = "/api/v1/connections/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(summary = "Server-sent events: one `connection` event for each verdict or figure that changed")
    SseEmitter events(HttpServletRequest request, HttpServletResponse response) {
        // A proxy that buffers would keep what is new to itself.
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        ClusterIdentity caller = CurrentIdentity.current();
        HttpSession session = request.getSession(false);
        return hub.join(
            whose(caller, request),
            namespace -> CurrentIdentity.call(caller, () -> visibleNamespaces.reaches(namespace)),
            () -> isOpen(session) && isKnown(caller)
        );
    }

    private String whose(ClusterIdentity caller, HttpServletRequest request) {
        return caller instanceof ClusterIdentity.Bearer
            ? whoami.ask(caller).name()
            : caller.key() + request.getRemoteAddr();
    }

    private static boolean isOpen(@Nullable HttpSession session) {
        try {
            return session == null || session.getCreationTime() > 0;
        } catch (IllegalStateException _) {
            return false;
        }
    }

    private boolean isKnown(ClusterIdentity caller) {
        try {
            return !(caller instanceof ClusterIdentity.Bearer) || !whoami.ask(caller).name().isEmpty();
        } catch (ClusterException.Unauthorized _) {
            return false;
        } catch (ClusterException.Unavailable _) {
            return true;
        }
    }

    @EventListener(ContextClosedEvent.class)
    void ending() {
        hub.close();
    }

    @EventListener
    void changed(ConnectionStatusChanged changed) {
        hub.publish("connection", changed.key().namespace(), ConnectionEvent.of(changed));
    }
}
