package dev.actrunner.console.api;

import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.keda.MetricsApi;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reports how KEDA is installed in the cluster. */
@RestController
@RequestMapping(path = "/api/v1/keda", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Cluster")
class KedaController {

    private final Keda keda;

    KedaController(Keda keda) {
        this.keda = keda;
    }

    /**
     * KEDA as it is installed in the cluster.
     *
     * @param installed whether the API server serves KEDA's kinds
     * @param version KEDA's release such as {@code 2.21.0}, null where it is not known
     * @param operator whether the operator's Deployment is available
     * @param namespace KEDA's namespace
     * @param watchedNamespaces the namespaces that KEDA watches, empty where it watches all
     * @param secretsRestricted whether KEDA reads Secrets of its own namespace only
     * @param triggers the triggers for forges that this release has, null where the release is not known
     * @param metricsApi the external metrics API
     * @param proxied whether the operator reaches forges through an HTTP proxy
     */
    @Schema(name = "Keda")
    record KedaResource(
        boolean installed,
        @Nullable String version,
        KedaInstallation.Operator operator,
        String namespace,
        List<String> watchedNamespaces,
        boolean secretsRestricted,
        @Nullable List<String> triggers,
        MetricsApiResource metricsApi,
        boolean proxied
    ) {}

    /**
     * The APIService {@code external.metrics.k8s.io}, through which the HorizontalPodAutoscaler reads metrics.
     *
     * @param state whether KEDA's metrics server answers
     * @param service the Service behind it as {@code namespace/name}, null where there is none
     * @param message why it does not answer, null where it does
     */
    @Schema(name = "MetricsApi")
    record MetricsApiResource(MetricsApi.State state, @Nullable String service, @Nullable String message) {}

    /** Returns whether KEDA is installed, its release, and whether its operator and its metrics API are available. */
    @GetMapping
    @Operation(operationId = "getKeda", summary = "Get the state of KEDA")
    KedaResource get() {
        KedaInstallation keda = this.keda.fetch();
        return new KedaResource(
            keda.installed(),
            keda.version(),
            keda.operator(),
            keda.namespace(),
            keda.watchedNamespaces(),
            keda.secretsRestricted(),
            keda.triggers(),
            new MetricsApiResource(keda.metricsApi().state(), keda.metricsApi().service(), keda.metricsApi().message()),
            keda.isProxied()
        );
    }
}
