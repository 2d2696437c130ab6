package dev.actrunner.console.scaleset.export;

import dev.actrunner.console.connection.store.ChartNames;
import dev.actrunner.console.keda.scaling.ScaledJob;
import dev.actrunner.console.keda.scaling.ScaledObject;
import dev.actrunner.console.scaleset.render.ScaleSetManifests;
import dev.actrunner.console.scaleset.render.ScaleSetNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes values for both charts, the KEDA objects that the chart cannot render, and the commands that install them. */
record HelmFiles(Export export) {
    static final String CHARTS = "oci://ghcr.io/00o-sh/act_runner/charts/";

    List<ExportedFile> files() {
        var files = new ArrayList<>(secretsAndKedaObjects());
        files.add(
            new ExportedFile(
                "values-" + ChartNames.CHART + ".yaml",
                export.document(new ControllerValues(export.connection()).values())
            )
        );
        for (ScaleSetManifests each : installed()) {
            files.add(new ExportedFile(valuesFile(each), export.document(new ScaleSetValues(each).values())));
        }
        files.add(new ExportedFile("install.sh", commands()));
        return files;
    }

    /** What no chart renders: the Secrets, and the KEDA objects of other triggers than metrics-api. */
    List<ExportedFile> secretsAndKedaObjects() {
        var files = new ArrayList<ExportedFile>();
        for (ExportedFile each : new PlainFiles(export).files()) {
            if (each.path().equals(export.secretsFile()) || each.path().equals(".sops.yaml")) {
                files.add(each);
            }
        }
        for (ScaleSetManifests each : export.scaleSets()) {
            if (!new ScaleSetValues(each).rendersKedaObject()) {
                files.add(
                    new ExportedFile(
                        kedaFile(each),
                        each
                            .objects()
                            .stream()
                            .filter(object -> object instanceof ScaledObject || object instanceof ScaledJob)
                            .map(export::document)
                            .collect(Collectors.joining())
                    )
                );
            }
        }
        return files;
    }

    /** The scale sets with runners of their own; a workload that exists is no chart's. */
    List<ScaleSetManifests> installed() {
        return export
            .scaleSets()
            .stream()
            .filter(each -> each.spec().target() == null)
            .toList();
    }

    static String kedaFile(ScaleSetManifests scaleSet) {
        return "keda-" + scaleSet.key().name() + ".yaml";
    }

    private static String valuesFile(ScaleSetManifests scaleSet) {
        return "values-" + scaleSet.key().name() + ".yaml";
    }

    private String commands() {
        String namespace = export.connection().key().namespace();
        var lines = new ArrayList<String>();
        lines.add("#!/bin/sh");
        lines.add("# Creates the Secrets, then installs the charts.");
        lines.add("set -eu");
        if (!new PlainFiles(export).files().getFirst().path().equals("connection.yaml")) {
            lines.add("kubectl apply --namespace " + namespace + " --filename " + export.secretsFile());
        }
        lines.add(
            install(
                export.connection().key().name(),
                ChartNames.CHART,
                "values-" + ChartNames.CHART + ".yaml",
                namespace
            )
        );
        for (ScaleSetManifests each : installed()) {
            new ScaleSetValues(each).notes().forEach(note -> lines.add("# " + note));
            lines.add(install(each.key().name(), ScaleSetNames.CHART, valuesFile(each), namespace));
        }
        for (ScaleSetManifests each : export.scaleSets()) {
            if (!new ScaleSetValues(each).rendersKedaObject()) {
                lines.add("kubectl apply --namespace " + namespace + " --filename " + kedaFile(each));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String install(String release, String chart, String values, String namespace) {
        return String.join(
            " \\\n  ",
            "helm upgrade --install " + release + " " + CHARTS + chart,
            "--version " + ChartNames.LAYOUT_VERSION,
            "--namespace " + namespace,
            "--values " + values
        );
    }
}
