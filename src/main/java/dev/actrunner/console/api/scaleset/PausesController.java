package dev.actrunner.console.api.scaleset;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.keda.scaling.PauseAnnotation;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.apply.ScaleSets;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pauses and resumes scale sets. */
@RestController
@RequestMapping(path = "/api/v1/namespaces/{ns}/scale-sets/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Scale sets")
class PausesController {

    private final ScaleSets scaleSets;

    PausesController(ScaleSets scaleSets) {
        this.scaleSets = scaleSets;
    }

    /**
     * What to pause.
     *
     * @param pause which of KEDA's annotations, without its prefix: the first starts and removes nothing,
     *     {@code paused-replicas} holds a number of replicas, {@code paused-scale-in} removes nothing, and
     *     {@code paused-scale-out} starts nothing; absent, the first, the only one for ephemeral runners
     * @param replicas how many replicas, with {@code paused-replicas} only
     */
    @Schema(name = "PauseRequest")
    record PauseRequest(
        @Schema(allowableValues = { "paused", "paused-replicas", "paused-scale-in", "paused-scale-out" })
        @Nullable
        String pause,
        @Nullable Integer replicas
    ) {}

    /** Pauses the scaling, by KEDA's annotation. Jobs and runners that are there stay. */
    @PostMapping("/pause")
    @Operation(operationId = "pauseScaleSet", summary = "Pause a scale set")
    ScaleSetResource pause(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestBody(required = false) @Nullable PauseRequest request
    ) {
        var key = new ScaleSetKey(ns, name);
        PauseAnnotation pause =
            request == null || request.pause() == null ? PauseAnnotation.ALL : parse(request.pause());
        Integer replicas = request == null ? null : request.replicas();
        return ScaleSetResource.of(scaleSets.pause(key, pause, replicas), null, null, List.of());
    }

    /** Resumes the scaling: removes the annotations that pause it, whoever set them. */
    @PostMapping("/resume")
    @Operation(operationId = "resumeScaleSet", summary = "Resume a scale set")
    ScaleSetResource resume(@PathVariable String ns, @PathVariable String name) {
        return ScaleSetResource.of(scaleSets.resume(new ScaleSetKey(ns, name)), null, null, List.of());
    }

    private static PauseAnnotation parse(String id) {
        return Arrays.stream(PauseAnnotation.values())
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() ->
                ConnectionException.invalid(
                    "pause",
                    Arrays.stream(PauseAnnotation.values())
                        .map(PauseAnnotation::id)
                        .collect(Collectors.joining(", ", "must be one of ", ""))
                )
            );
    }
}
