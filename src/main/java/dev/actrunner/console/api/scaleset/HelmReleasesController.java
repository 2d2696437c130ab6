package dev.actrunner.console.api.scaleset;

import dev.actrunner.console.scaleset.helm.HelmImport;
import dev.actrunner.console.scaleset.helm.HelmImports;
import dev.actrunner.console.scaleset.helm.InstalledRelease;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Fills in requests from releases of the Helm charts, and from their values. */
@RestController
@RequestMapping(path = "/api/v1/namespaces/{ns}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Migration from Helm")
class HelmReleasesController {

    private final HelmImports imports;

    HelmReleasesController(HelmImports imports) {
        this.imports = imports;
    }

    /**
     * The releases of the two charts in a namespace.
     *
     * @param items the releases by name
     */
    @Schema(name = "HelmReleases")
    record HelmReleasesResource(List<InstalledRelease> items) {}

    /**
     * A chart's values.
     *
     * @param values the values of {@code act-runner-controller} or {@code act-runner-scale-set}, or of a chart that contains one,
     *     as YAML or JSON. A token in them is ignored
     */
    @Schema(name = "HelmValues")
    record HelmValuesRequest(@Nullable String values) {
        @Override
        public String toString() {
            return "HelmValuesRequest[***]";
        }
    }

    /**
     * Returns the releases of the charts {@code act-runner-controller} and {@code act-runner-scale-set} in a namespace, by the
     * labels of their objects.
     */
    @GetMapping("/helm-releases")
    @Operation(operationId = "listHelmReleases", summary = "List Helm releases")
    HelmReleasesResource list(@PathVariable String ns) {
        return new HelmReleasesResource(imports.list(ns));
    }

    /**
     * Returns the requests that adopt a release: its values are read from Helm's record where the caller may list Secrets, else
     * from the release's objects. Nothing is written.
     */
    @GetMapping("/helm-releases/{name}")
    @Operation(operationId = "getHelmRelease", summary = "Read a Helm release as requests")
    HelmImport get(@PathVariable String ns, @PathVariable String name) {
        return imports.read(ns, name);
    }

    /** Returns the requests that pasted values come to. Nothing is written. */
    @PostMapping(path = "/helm-values", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "readHelmValues", summary = "Read a chart's values as requests")
    HelmImport read(@PathVariable String ns, @RequestBody HelmValuesRequest request) {
        return imports.paste(ns, request.values());
    }
}
