package dev.actrunner.console.scaleset.export;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Lists the tools for which a connection and its scale sets are exported. */
public enum ExportFormat {
    /** Plain manifests, for {@code kubectl apply}. */
    YAML,
    /** A Kustomize folder. */
    KUSTOMIZE,
    /** Values for the charts {@code act-runner-controller} and {@code act-runner-scale-set}. */
    HELM,
    /** Flux's HelmReleases with the same values. */
    FLUX,
    /** An Argo CD Application of a Kustomize folder. */
    ARGOCD;

    /** Returns its name in JSON and in queries. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
