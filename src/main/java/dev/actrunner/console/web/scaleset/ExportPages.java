package dev.actrunner.console.web.scaleset;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.store.SecretForm;
import dev.actrunner.console.limit.Costly;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.scaleset.export.ExportFormat;
import dev.actrunner.console.scaleset.export.ExportedFile;
import dev.actrunner.console.scaleset.export.GitOpsExport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Serves a connection with its scale sets as an archive of files for a repository. */
@Controller
class ExportPages {

    private final GitOpsExport export;
    private final Monitor monitor;

    ExportPages(GitOpsExport export, Monitor monitor) {
        this.export = export;
        this.monitor = monitor;
    }

    /** Returns a ZIP archive with the files, without a token. */
    @Costly
    @GetMapping("/connections/{ns}/{name}/export.zip")
    ResponseEntity<byte[]> download(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestParam(defaultValue = "yaml") ExportFormat format,
        @RequestParam(defaultValue = "externalsecret") SecretForm secretForm
    ) throws IOException {
        List<ExportedFile> files = export.export(new ConnectionKey(ns, name), format, secretForm, connection ->
            monitor.lastReport(connection.key())
        );
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (ExportedFile each : files) {
                zip.putNextEntry(new ZipEntry(each.path()));
                zip.write(each.content().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return ResponseEntity.ok()
            .contentType(MediaType.valueOf("application/zip"))
            .header(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                    .filename(name + "-" + format.id() + ".zip")
                    .build()
                    .toString()
            )
            .body(bytes.toByteArray());
    }
}
