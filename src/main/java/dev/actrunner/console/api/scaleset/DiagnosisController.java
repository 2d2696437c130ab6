package dev.actrunner.console.api.scaleset;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.limit.Costly;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.apply.ScaleSets;
import dev.actrunner.console.scaleset.waiting.WaitingDiagnoser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells why jobs wait. */
@RestController
@RequestMapping(path = "/api/v1/namespaces/{ns}")
@Tag(name = "Scale sets")
class DiagnosisController {

    private static final String OF_CONNECTION = "/connections/{name}/diagnosis";
    private static final String OF_SCALE_SET = "/scale-sets/{name}/diagnosis";

    private final WaitingDiagnoser diagnoser;
    private final ScaleSets scaleSets;

    DiagnosisController(WaitingDiagnoser diagnoser, ScaleSets scaleSets) {
        this.diagnoser = diagnoser;
        this.scaleSets = scaleSets;
    }

    /**
     * Tells why the jobs of a connection wait: follows the chain from a job through KEDA, the pods and the registration to the
     * runner's labels, and returns the first broken link with its remediation.
     */
    @Costly
    @GetMapping(path = OF_CONNECTION, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "diagnoseConnection", summary = "Tell why jobs wait")
    DiagnosisResource ofConnection(@PathVariable String ns, @PathVariable String name) {
        return DiagnosisResource.of(diagnoser.diagnose(new ConnectionKey(ns, name)));
    }

    @Costly
    @GetMapping(path = OF_CONNECTION, produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(operationId = "diagnoseConnection", summary = "Tell why jobs wait")
    String ofConnectionAsText(@PathVariable String ns, @PathVariable String name) {
        return ofConnection(ns, name).toText();
    }

    /** Tells the same with the chain of one scale set alone. */
    @Costly
    @GetMapping(path = OF_SCALE_SET, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "diagnoseScaleSet", summary = "Tell why jobs wait for a scale set")
    DiagnosisResource ofScaleSet(@PathVariable String ns, @PathVariable String name) {
        var key = new ScaleSetKey(ns, name);
        return DiagnosisResource.of(diagnoser.diagnose(key, scaleSets.require(key).connection()));
    }

    @Costly
    @GetMapping(path = OF_SCALE_SET, produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(operationId = "diagnoseScaleSet", summary = "Tell why jobs wait for a scale set")
    String ofScaleSetAsText(@PathVariable String ns, @PathVariable String name) {
        return ofScaleSet(ns, name).toText();
    }
}
