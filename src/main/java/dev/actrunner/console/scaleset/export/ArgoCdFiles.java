package dev.actrunner.console.scaleset.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes an Argo CD Application beside the Kustomize folder that it deploys. */
record ArgoCdFiles(Export export) {
    List<ExportedFile> files() {
        var files = new ArrayList<>(new KustomizeFiles(export).files());
        String namespace = export.connection().key().namespace();
        var application = new LinkedHashMap<String, Object>();
        application.put("apiVersion", "argoproj.io/v1alpha1");
        application.put("kind", "Application");
        application.put(
            "metadata",
            new TreeMap<>(Map.of("name", namespace + "-" + export.connection().key().name(), "namespace", "argocd"))
        );
        var spec = new LinkedHashMap<String, Object>();
        spec.put("project", "default");
        var source = new LinkedHashMap<String, Object>();
        source.put("repoURL", "<your repository>");
        source.put("targetRevision", "HEAD");
        source.put("path", "<the folder with kustomization.yaml>");
        spec.put("source", source);
        spec.put(
            "destination",
            new TreeMap<>(Map.of("server", "https://kubernetes.default.svc", "namespace", namespace))
        );
        // KEDA sets the replicas, and pausing is an annotation.
        spec.put("syncPolicy", Map.of("syncOptions", List.of("ServerSideApply=true")));
        application.put("spec", spec);
        files.add(new ExportedFile("application.yaml", export.document(application)));
        return files;
    }
}
