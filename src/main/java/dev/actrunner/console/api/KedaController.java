package dev.actrunner.console.api;

import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.KedaInstallation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/keda", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Cluster")
class KedaController {

    private final Keda keda;

    KedaController(Keda keda) {
        this.keda = keda;
    }

    /**
     * @param operator {@code ready}, {@code down}, {@code missing} or {@code unknown}
     * @param watchedNamespaces empty where KEDA watches all
     * @param secretsRestricted whether KEDA reads Secrets of its own namespace only
     * @param triggers the triggers for forges that this release has, null when the release is not known
     * @param metricsApi how {@code external.metrics.k8s.io} stands
     * @param proxied whether the operator reaches forges through an HTTP proxy
     */
    record KedaResource(
        boolean installed,
        @Nullable String version,
        String operator,
        String namespace,
        List<String> watchedNamespaces,
        boolean secretsRestricted,
        @Nullable List<String> triggers,
        MetricsApiResource metricsApi,
        boolean proxied
    ) {}

    /**
     * @param state {@code available}, {@code down}, {@code missing}, {@code other} or {@code unknown}
     * @param service the Service behind it
     */
    record MetricsApiResource(String state, @Nullable String service, @Nullable String message) {}

    @GetMapping
    @Operation(summary = "KEDA in the cluster: installed, release, operator, triggers")
    KedaResource get() {
        KedaInstallation keda = this.keda.fetch();
        return new KedaResource(
            keda.installed(),
            keda.version(),
            keda.operator().name().toLowerCase(Locale.ROOT),
            keda.namespace(),
            keda.watchedNamespaces(),
            keda.secretsRestricted(),
            keda.triggers(),
            new MetricsApiResource(
                keda.metricsApi().state().name().toLowerCase(Locale.ROOT),
                keda.metricsApi().service(),
                keda.metricsApi().message()
            ),
            keda.isProxied()
        );
    }
}
