package dev.actrunner.console.keda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class MetricsApiTest {

    private static final String KEDAS = "service: { namespace: keda, name: keda-operator-metrics-apiserver }";

    private static MetricsApi of(String spec, String conditions) {
        return MetricsApi.of(
            Serialization.unmarshal(
                """
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: { name: v1beta1.external.metrics.k8s.io }
                spec: { %s }
                status: { conditions: [%s] }
                """.formatted(spec, conditions),
                APIService.class
            )
        );
    }

    @Test
    void isAvailableWhereKedaAnswers() {
        assertThat(of(KEDAS, "{ type: Other, status: \"False\" }, { type: Available, status: \"True\" }")).isEqualTo(
            new MetricsApi(MetricsApi.State.AVAILABLE, "keda/keda-operator-metrics-apiserver", null)
        );
    }

    @Test
    void isDownWithTheApiServersReason() {
        assertThat(of(KEDAS, "{ type: Available, status: \"False\", message: no endpoints }")).isEqualTo(
            new MetricsApi(MetricsApi.State.DOWN, "keda/keda-operator-metrics-apiserver", "no endpoints")
        );
    }

    @Test
    void isUnknownWhereTheApiServerHasNotLooked() {
        assertThat(of(KEDAS, "").state()).isEqualTo(MetricsApi.State.UNKNOWN);
    }

    @Test
    void anotherAdapterIsNotKedas() {
        assertThat(
            of("service: { namespace: monitoring, name: prometheus-adapter }", "{ type: Available, status: \"True\" }")
        ).isEqualTo(new MetricsApi(MetricsApi.State.OTHER, "monitoring/prometheus-adapter", null));
        assertThat(of("groupPriorityMinimum: 100", "")).isEqualTo(new MetricsApi(MetricsApi.State.OTHER, null, null));
    }
}
