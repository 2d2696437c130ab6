package dev.actrunner.console.scaleset.export;

import dev.actrunner.console.connection.store.ChartNames;
import dev.actrunner.console.scaleset.render.ScaleSetManifests;
import dev.actrunner.console.scaleset.render.ScaleSetNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes Flux's OCIRepositories and HelmReleases with the values of both charts. */
record FluxFiles(Export export) {
    List<ExportedFile> files() {
        var helm = new HelmFiles(export);
        var files = new ArrayList<>(helm.secretsAndKedaObjects());
        var sources = new StringBuilder(source(ChartNames.CHART));
        if (!helm.installed().isEmpty()) {
            sources.append(source(ScaleSetNames.CHART));
        }
        files.add(new ExportedFile("sources.yaml", sources.toString()));
        files.add(
            new ExportedFile(
                "helm-release-" + ChartNames.CHART + ".yaml",
                release(
                    export.connection().key().name(),
                    ChartNames.CHART,
                    new ControllerValues(export.connection()).values()
                )
            )
        );
        for (ScaleSetManifests each : helm.installed()) {
            files.add(
                new ExportedFile(
                    "helm-release-" + each.key().name() + ".yaml",
                    release(
                        each.key().name() + "-runners",
                        ScaleSetNames.CHART,
                        each.key().name(),
                        new ScaleSetValues(each).values()
                    )
                )
            );
        }
        return files;
    }

    private String source(String chart) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("interval", "1h");
        spec.put("url", HelmFiles.CHARTS + chart);
        spec.put("ref", Map.of("tag", ChartNames.LAYOUT_VERSION));
        return object("source.toolkit.fluxcd.io/v1", "OCIRepository", chart, spec);
    }

    private String release(String name, String chart, Map<String, Object> values) {
        return release(name, chart, name, values);
    }

    /** @param release the Helm release, whose name is part of the names of its objects */
    private String release(String name, String chart, String release, Map<String, Object> values) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("interval", "1h");
        spec.put("releaseName", release);
        spec.put("chartRef", new TreeMap<>(Map.of("kind", "OCIRepository", "name", chart)));
        spec.put("values", values);
        return object("helm.toolkit.fluxcd.io/v2", "HelmRelease", name, spec);
    }

    private String object(String apiVersion, String kind, String name, Map<String, Object> spec) {
        var object = new LinkedHashMap<String, Object>();
        object.put("apiVersion", apiVersion);
        object.put("kind", kind);
        object.put("metadata", new TreeMap<>(Map.of("name", name, "namespace", export.connection().key().namespace())));
        object.put("spec", spec);
        return export.document(object);
    }
}
