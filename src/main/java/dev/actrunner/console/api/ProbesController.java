package dev.actrunner.console.api;

import dev.actrunner.console.api.resource.ProbeResource;
import dev.actrunner.console.connection.CaRef;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.probe.ConnectionProber;
import dev.actrunner.console.connection.request.ConnectionRequest;
import dev.actrunner.console.connection.request.ConnectionRequestValidator;
import dev.actrunner.console.connection.trigger.TriggerYaml;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Probes forges without storing anything. */
@RestController
@RequestMapping("/api/v1/probes")
@Tag(name = "Probes")
class ProbesController {

    private final ConnectionRequestValidator check;
    private final ConnectionProber prober;
    private final ProbeTextRenderer text;
    private final TriggerYaml triggers;

    ProbesController(
        ConnectionRequestValidator check,
        ConnectionProber prober,
        ProbeTextRenderer text,
        TriggerYaml triggers
    ) {
        this.triggers = triggers;
        this.check = check;
        this.prober = prober;
        this.text = text;
    }

    /**
     * What to probe.
     *
     * @param forge the forge
     * @param scope whose jobs are counted
     * @param token the token itself, as {@code value}
     * @param runnerLabels the labels that the runners offer, names only
     * @param trigger a trigger to evaluate as KEDA would: a ScaledObject, a ScaledJob, a list of triggers or one trigger, as
     *     YAML or JSON
     * @param namespace the namespace in which {@code forge.ca} is looked up; required with {@code forge.ca}
     */
    record ProbeRequest(
        ConnectionRequest.@Nullable ForgeRequest forge,
        ConnectionRequest.@Nullable ScopeRequest scope,
        ConnectionRequest.@Nullable TokenRequest token,
        @Nullable List<String> runnerLabels,
        @Nullable String trigger,
        @Nullable String namespace
    ) {
        ConnectionRequest asConnection() {
            return new ConnectionRequest(forge, scope, token, null, runnerLabels, null, null, null, null);
        }
    }

    /** Sends a forge the requests that KEDA would send, and reports each check. Stores nothing. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "probeForge", summary = "Probe a forge")
    ProbeResource probe(@RequestBody ProbeRequest request) {
        return ProbeResource.of(report(request));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(operationId = "probeForge", summary = "Probe a forge")
    String probeAsText(@RequestBody ProbeRequest request) {
        return text.of(report(request));
    }

    private ConnectionReport report(ProbeRequest request) {
        ConnectionRequest asked = request.asConnection();
        ProbeTarget target = check.checkProbe(asked);
        List<TriggerSpec> given = triggers.parse(request.trigger());
        CaRef ca = ConnectionRequestValidator.ca(asked);
        ConnectionRequestValidator.requireNamespaceFor(ca, request.namespace());
        if (request.namespace() == null) {
            return prober.probeTarget(target, given);
        }
        return prober.probeTrusting(target, request.namespace(), ca, given);
    }
}
