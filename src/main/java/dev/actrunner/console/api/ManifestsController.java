package dev.actrunner.console.api;

import dev.actrunner.console.advice.Advisor;
import dev.actrunner.console.advice.ScaleSetAdvice;
import dev.actrunner.console.api.resource.Page;
import dev.actrunner.console.api.resource.TriggerResource;
import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.store.SecretForm;
import dev.actrunner.console.monitor.Monitor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Returns what to apply by hand or keep in a repository. */
@RestController
@RequestMapping("/api/v1/namespaces/{ns}/connections/{name}")
@Tag(name = "Connections")
class ManifestsController {

    private static final String YAML = "application/yaml";

    private final Connections connections;
    private final Monitor monitor;
    private final Advisor advisor;
    private final Cluster cluster;

    ManifestsController(Connections connections, Monitor monitor, Advisor advisor, Cluster cluster) {
        this.advisor = advisor;
        this.connections = connections;
        this.monitor = monitor;
        this.cluster = cluster;
    }

    /**
     * How to install a scale set.
     *
     * @param trigger the KEDA trigger
     * @param yaml a complete ScaledObject, as YAML
     * @param scaledJob a complete ScaledJob with a runner for each job, as YAML; null where the forge's release has no
     *     ephemeral runners
     * @param values values for the chart {@code act-runner-scale-set}, as YAML
     * @param helmCommand the command that installs the chart
     * @param applyYaml whether the YAML must be applied by hand because the chart cannot render this trigger
     * @param notes what to know before installing it
     */
    @Schema(name = "ScaleSetAdvice")
    record AdviceResource(
        TriggerResource trigger,
        String yaml,
        @Nullable String scaledJob,
        String values,
        String helmCommand,
        boolean applyYaml,
        List<String> notes
    ) {}

    /**
     * Returns the connection's manifests with the token masked, as YAML documents or as a JSON list.
     *
     * @param secretForm the Secret itself, or for manifests in a repository the ExternalSecret or SealedSecret from which a
     *     controller creates it
     */
    @GetMapping(path = "/manifests", produces = YAML)
    @Operation(operationId = "getManifests", summary = "Get the manifests of a connection")
    String manifestsAsYaml(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestParam(defaultValue = "secret") SecretForm secretForm
    ) {
        return connections
            .manifests(new ConnectionKey(ns, name), secretForm)
            .stream()
            .map(cluster::asYaml)
            .map(ManifestsController::document)
            .collect(Collectors.joining());
    }

    @GetMapping(path = "/manifests", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getManifests", summary = "Get the manifests of a connection")
    Page<Object> manifestsAsJson(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestParam(defaultValue = "secret") SecretForm secretForm
    ) {
        return Page.whole(connections.manifests(new ConnectionKey(ns, name), secretForm));
    }

    /** Returns the KEDA trigger that reads the connection's jobs, and how to install a scale set with it. */
    @GetMapping(path = "/trigger", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getTrigger", summary = "Get the trigger for a scale set")
    AdviceResource trigger(@PathVariable String ns, @PathVariable String name) {
        var key = new ConnectionKey(ns, name);
        Connection connection = connections.require(key);
        ConnectionReport report = monitor.lastReport(key);
        ScaleSetAdvice advice = advisor.advise(connection, report);
        return new AdviceResource(
            TriggerResource.of(advice.trigger()),
            document(cluster.asYaml(advice.scaledObject())),
            advice.scaledJob() == null ? null : document(cluster.asYaml(advice.scaledJob())),
            document(cluster.asYaml(advice.values())),
            advice.helmCommand(),
            advice.applyScaledObject(),
            advice.notes()
        );
    }

    private static String document(String yaml) {
        return "---\n" + yaml;
    }
}
