package dev.actrunner.console.api;

import dev.actrunner.console.browser.EndedSignIns;
import dev.actrunner.console.browser.SignIn;
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
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Streams changes of connections as server-sent events. */
@RestController
@Tag(name = "Connections")
class EventsController {

    private final EventHub hub = new EventHub();
    private final VisibleNamespaces visibleNamespaces;
    private final Whoami whoami;
    private final EndedSignIns ended;
    private final Clock clock;

    EventsController(VisibleNamespaces visibleNamespaces, Whoami whoami, EndedSignIns ended, Clock clock) {
        this.ended = ended;
        this.whoami = whoami;
        this.clock = clock;
        this.visibleNamespaces = visibleNamespaces;
    }

    /**
     * A change of a connection.
     *
     * @param namespace the connection's namespace
     * @param name the connection's name
     * @param verdict the verdict now, null before the first probe
     * @param previousVerdict the verdict before, null where there was none or it is the same
     * @param totalCount waiting and running jobs, the value that KEDA reads; null where there is none
     * @param problem why the connection cannot be probed now, null where it can
     * @param deleted whether the connection was deleted
     */
    record ConnectionEvent(
        String namespace,
        String name,
        @Nullable Verdict verdict,
        @Nullable Verdict previousVerdict,
        @Nullable Long totalCount,
        @Nullable String problem,
        boolean deleted
    ) {
        static ConnectionEvent of(ConnectionStatusChanged changed) {
            ConnectionStatus now = changed.status();
            JobCounts counts = now == null ? null : now.counts();
            Verdict verdict = now == null ? null : now.verdict();
            return new ConnectionEvent(
                changed.key().namespace(),
                changed.key().name(),
                verdict,
                changed.isVerdictChange() ? Objects.requireNonNull(changed.previousVerdict()) : null,
                counts == null ? null : counts.total(),
                now == null ? null : now.problem(),
                now == null
            );
        }
    }

    /**
     * Sends an event for each change of a verdict or a count, in the namespaces that the caller may see, until the client
     * disconnects or 15 minutes have passed. A {@code heartbeat} every ten seconds keeps proxies from closing the
     * stream, and shows a client that the console lives. Nothing is replayed: after a reconnect, list the connections again.
     */
    @GetMapping(path = "/api/v1/connections/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(operationId = "streamConnectionEvents", summary = "Stream changes of connections")
    @ApiResponse(
        responseCode = "200",
        description = "A stream of events named `connection`; the data of each is a ConnectionEvent as JSON on one line. " +
            "An event named `heartbeat` comes every ten seconds",
        content = @Content(
            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
            schema = @Schema(type = "string"),
            examples = @ExampleObject(
                name = "ready",
                summary = "A connection became ready",
                value = "event:connection\ndata:{\"namespace\":\"team-a\",\"name\":\"ci\",\"verdict\":\"ready\"," +
                    "\"previousVerdict\":\"failed\",\"totalCount\":3,\"problem\":null,\"deleted\":false}\n\n"
            )
        )
    )
    SseEmitter events(HttpServletRequest request, HttpServletResponse response) {
        // A proxy that buffers would keep what is new to itself.
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        ClusterIdentity caller = CurrentIdentity.current();
        Principal who = request.getUserPrincipal();
        Instant end = who instanceof JwtAuthenticationToken program ? program.getToken().getExpiresAt() : null;
        return hub.join(
            whose(caller, request),
            namespace -> CurrentIdentity.call(caller, () -> visibleNamespaces.reaches(namespace)),
            () -> isOpen(who) && isKnown(caller) && (end == null || clock.instant().isBefore(end))
        );
    }

    private String whose(ClusterIdentity caller, HttpServletRequest request) {
        return switch (caller) {
            case ClusterIdentity.Bearer bearer -> whoami.ask(bearer).name();
            case ClusterIdentity.Impersonated person -> person.user();
            default -> caller.key() + request.getRemoteAddr();
        };
    }

    private boolean isOpen(@Nullable Principal who) {
        return !(who instanceof SignIn signIn) || ended.isOpen(signIn);
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
