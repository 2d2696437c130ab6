package dev.actrunner.console.api.scaleset;

import dev.actrunner.console.api.resource.Page;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.store.SecretForm;
import dev.actrunner.console.limit.Costly;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.scaleset.export.ExportFormat;
import dev.actrunner.console.scaleset.export.ExportedFile;
import dev.actrunner.console.scaleset.export.GitOpsExport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Exports connections and their scale sets. */
@RestController
@RequestMapping("/api/v1/namespaces/{ns}/connections/{name}/export")
@Tag(name = "Scale sets")
class ExportController {

    private final GitOpsExport export;
    private final Monitor monitor;

    ExportController(GitOpsExport export, Monitor monitor) {
        this.export = export;
        this.monitor = monitor;
    }

    /**
     * A file for a repository.
     *
     * @param path the file's name
     * @param content its text; what only the owner knows stands in angle brackets
     */
    @Schema(name = "ExportedFile")
    record FileResource(String path, String content) {}

    /**
     * Exports the connection with its scale sets as files for a repository, without a token. As text, the files follow each
     * other, each under its name.
     *
     * @param format the tool: plain manifests, a Kustomize folder, values for the Helm charts, Flux HelmReleases, or an Argo CD
     *     Application
     * @param secretForm in which form the files have Secrets
     */
    @Costly
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "exportConnection", summary = "Export a connection with its scale sets")
    Page<FileResource> export(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestParam(defaultValue = "yaml") ExportFormat format,
        @RequestParam(defaultValue = "externalsecret") SecretForm secretForm
    ) {
        return Page.whole(
            files(ns, name, format, secretForm)
                .stream()
                .map(file -> new FileResource(file.path(), file.content()))
                .toList()
        );
    }

    @Costly
    @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(operationId = "exportConnection", summary = "Export a connection with its scale sets")
    String exportAsText(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestParam(defaultValue = "yaml") ExportFormat format,
        @RequestParam(defaultValue = "externalsecret") SecretForm secretForm
    ) {
        return files(ns, name, format, secretForm)
            .stream()
            .map(file -> "# " + file.path() + "\n" + file.content())
            .collect(Collectors.joining("\n"));
    }

    private List<ExportedFile> files(String ns, String name, ExportFormat format, SecretForm secretForm) {
        return export.export(new ConnectionKey(ns, name), format, secretForm, connection ->
            monitor.lastReport(connection.key())
        );
    }
}
