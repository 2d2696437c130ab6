package dev.actrunner.console.scaleset.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Writes a Kustomize folder of the plain manifests. */
record KustomizeFiles(Export export) {
    List<ExportedFile> files() {
        List<ExportedFile> plain = new PlainFiles(export).files();
        var kustomization = new LinkedHashMap<String, Object>();
        kustomization.put("apiVersion", "kustomize.config.k8s.io/v1beta1");
        kustomization.put("kind", "Kustomization");
        kustomization.put("namespace", export.connection().key().namespace());
        kustomization.put(
            "resources",
            plain
                .stream()
                .map(ExportedFile::path)
                .filter(path -> !path.startsWith("."))
                .toList()
        );
        var files = new ArrayList<>(plain);
        files.add(new ExportedFile("kustomization.yaml", export.document(kustomization)));
        return files;
    }
}
