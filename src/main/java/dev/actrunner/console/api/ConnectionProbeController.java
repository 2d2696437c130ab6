package dev.actrunner.console.api;

import dev.actrunner.console.api.resource.ProbeResource;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.trigger.TriggerYaml;
import dev.actrunner.console.monitor.Monitor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Probes stored connections. */
@RestController
@RequestMapping(path = "/api/v1/namespaces/{ns}/connections/{name}/probe", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Connections")
class ConnectionProbeController {

    private final Connections connections;
    private final Monitor monitor;
    private final ProbeTextRenderer text;
    private final TriggerYaml triggers;

    ConnectionProbeController(Connections connections, Monitor monitor, ProbeTextRenderer text, TriggerYaml triggers) {
        this.connections = connections;
        this.monitor = monitor;
        this.text = text;
        this.triggers = triggers;
    }

    /**
     * Triggers to evaluate in a probe.
     *
     * @param trigger YAML or JSON: a ScaledObject, a ScaledJob, a list of triggers or one trigger
     */
    @Schema(name = "EvaluateTriggerRequest")
    record GivenTriggers(@Nullable String trigger) {}

    /** Probes a connection with its stored token, and evaluates the triggers in the body if there are any. */
    @PostMapping
    @Operation(operationId = "probeConnection", summary = "Probe a connection")
    ProbeResource probe(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestBody(required = false) @Nullable GivenTriggers given
    ) {
        return ProbeResource.of(report(ns, name, given));
    }

    @PostMapping(produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(operationId = "probeConnection", summary = "Probe a connection")
    String probeAsText(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestBody(required = false) @Nullable GivenTriggers given
    ) {
        return text.of(report(ns, name, given));
    }

    /** Evaluates pasted triggers once, without remembering them. */
    private ConnectionReport report(String ns, String name, @Nullable GivenTriggers given) {
        var key = new ConnectionKey(ns, name);
        return given == null || given.trigger() == null
            ? monitor.probe(key)
            : connections.visible(ns, connections.probe(key, triggers.parse(given.trigger())));
    }
}
