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
     * @param yaml a whole ScaledObject for the scale set
     * @param scaledJob a whole ScaledJob, a runner for each job; null where the forge's release has no such runners
     * @param values values for the chart, as YAML
     * @param helmCommand installs the chart {@code act-runner-scale-set}
     * @param applyYaml whether the YAML must be applied by hand, because the chart cannot render it
     */
    record AdviceResource(
        TriggerResource trigger,
        String yaml,
        @Nullable String scaledJob,
        String values,
        String helmCommand,
        boolean applyYaml,
        List<String> notes
    ) {}

    @GetMapping(path = "/manifests", produces = YAML)
    @Operation(
        summary = "The connection's manifests, the token masked",
        description = "`secretForm`: `secret` (default), `externalsecret` or `sealedsecret`, for manifests kept in a" +
            " repository: what a controller makes the Secret of, with the annotation that says which forge its token is for."
    )
    String manifestsAsYaml(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestParam(defaultValue = "secret") String secretForm
    ) {
        return connections
            .manifests(new ConnectionKey(ns, name), SecretForm.of(secretForm))
            .stream()
            .map(cluster::asYaml)
            .map(ManifestsController::document)
            .collect(Collectors.joining());
    }

    @GetMapping(path = "/manifests", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
        summary = "The connection's manifests, the token masked",
        description = "`secretForm`: `secret` (default), `externalsecret` or `sealedsecret`, for manifests kept in a" +
            " repository: what a controller makes the Secret of, with the annotation that says which forge its token is for."
    )
    Page<Object> manifestsAsJson(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestParam(defaultValue = "secret") String secretForm
    ) {
        return Page.whole(connections.manifests(new ConnectionKey(ns, name), SecretForm.of(secretForm)));
    }

    @GetMapping(path = "/trigger", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The KEDA trigger for a scale set, and how to install one")
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
