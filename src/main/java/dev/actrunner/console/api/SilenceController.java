package dev.actrunner.console.api;

import dev.actrunner.console.api.resource.ConnectionResource;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.silence.Silences;
import dev.actrunner.console.monitor.Monitor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Silences a connection's notifications. */
@RestController
@RequestMapping(
    path = "/api/v1/namespaces/{ns}/connections/{name}/silence",
    produces = MediaType.APPLICATION_JSON_VALUE
)
@Tag(name = "Connections")
class SilenceController {

    private final Silences silences;
    private final Monitor monitor;

    SilenceController(Silences silences, Monitor monitor) {
        this.silences = silences;
        this.monitor = monitor;
    }

    /**
     * For how long, and why.
     *
     * @param until when it ends, 90 days ahead at most; absent to acknowledge the worst finding, which is silenced as long as
     *     it is the worst
     * @param reason why, on one line of at most 200 characters; absent where there is none to give
     */
    @Schema(name = "SilenceRequest")
    record SilenceRequest(@Nullable Instant until, @Nullable String reason) {}

    /** Sends no notifications of the connection, and marks it on the dashboard. It is probed as before. */
    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "silenceConnection", summary = "Silence or acknowledge a connection")
    ConnectionResource silence(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestBody SilenceRequest request
    ) {
        var key = new ConnectionKey(ns, name);
        String reason = request.reason() == null ? "" : request.reason();
        Connection silenced =
            request.until() == null
                ? silences.acknowledge(key, () -> monitor.lastReportOrProbe(key).worstFinding(), reason)
                : silences.silence(key, request.until(), reason);
        monitor.record(silenced, null);
        return ConnectionResource.full(silenced, monitor.lastReport(key), monitor.problem(key));
    }

    /** Ends a silence and an acknowledgement, whoever made it. */
    @DeleteMapping
    @Operation(operationId = "endConnectionSilence", summary = "End a connection's silence")
    ConnectionResource end(@PathVariable String ns, @PathVariable String name) {
        var key = new ConnectionKey(ns, name);
        Connection heard = silences.end(key);
        monitor.record(heard, null);
        return ConnectionResource.full(heard, monitor.lastReport(key), monitor.problem(key));
    }
}
