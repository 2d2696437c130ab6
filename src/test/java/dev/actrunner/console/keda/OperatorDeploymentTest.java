package dev.actrunner.console.keda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What KEDA's operator says of itself by its Deployment. */
class OperatorDeploymentTest {

    private static final MetricsApi METRICS = new MetricsApi(MetricsApi.State.AVAILABLE, "keda/keda", null);

    private static OperatorDeployment deployment(String name, String image, String labels, String env, String status) {
        return new OperatorDeployment(
            Serialization.unmarshal(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: "%s", namespace: keda-system, labels: {%s} }
                spec:
                  selector: { matchLabels: { app: keda-operator } }
                  template: { spec: { containers: [{ name: keda, image: "%s", env: [%s] }] } }
                status: {%s}
                """.formatted(name, labels, image, env, status),
                Deployment.class
            )
        );
    }

    private static KedaInstallation withEnv(String env) {
        return deployment("keda-operator", "ghcr.io/kedacore/keda:2.20.1", "", env, "").describe(true, METRICS);
    }

    @ParameterizedTest
    @CsvSource({
        "keda-operator, example.org/mirror:1, true",
        "my-keda-operator-v2, example.org/mirror:1, true",
        "scaler, ghcr.io/kedacore/keda:2.20.1, true",
        "scaler, registry.example.org:5000/keda-operator@sha256:abc, true",
        "scaler, keda, true",
        "scaler, ghcr.io/kedacore/keda-olm-operator:2.20.1, false",
        "scaler, ghcr.io/example/notkeda:1, false",
    })
    void isKedasByItsNameOrItsImage(String name, String image, boolean operator) {
        assertThat(deployment(name, image, "", "", "").isOperator()).isEqualTo(operator);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ghcr.io/kedacore/keda:2.20.1, 2.20.1",
        "'', ghcr.io/kedacore/keda:v2.20.1@sha256:abc, 2.20.1",
        "'app.kubernetes.io/version: v2.19.0', ghcr.io/kedacore/keda:2.20.1, 2.19.0",
        "'app.kubernetes.io/version: main', ghcr.io/kedacore/keda:2.20.1, 2.20.1",
        "'', ghcr.io/kedacore/keda:latest, ",
        "'', registry.example.org:5000/keda, ",
        "'', ghcr.io/kedacore/keda@sha256:abc, ",
    })
    void theReleaseIsTheLabelsOrTheTags(String labels, String image, @Nullable String version) {
        assertThat(deployment("keda-operator", image, labels, "", "").describe(true, METRICS).version()).isEqualTo(
            version
        );
    }

    @Test
    void isReadyWithAReplica() {
        assertThat(
            deployment("keda-operator", "keda", "", "", "availableReplicas: 1").describe(true, METRICS).operator()
        ).isEqualTo(KedaInstallation.Operator.READY);
        assertThat(
            deployment("keda-operator", "keda", "", "", "availableReplicas: 0").describe(true, METRICS).operator()
        ).isEqualTo(KedaInstallation.Operator.DOWN);
        assertThat(withEnv("").operator()).isEqualTo(KedaInstallation.Operator.DOWN);
    }

    @Test
    void withoutVariablesItHasKedasDefaults() {
        KedaInstallation keda = withEnv("");
        assertThat(keda.namespace()).isEqualTo("keda-system");
        assertThat(keda.watchedNamespaces()).isEmpty();
        assertThat(keda.secretsRestricted()).isFalse();
        assertThat(keda.httpTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(keda.isProxied()).isFalse();
    }

    @Test
    void readsTheOperatorsVariables() {
        KedaInstallation keda = withEnv(
            """
            { name: WATCH_NAMESPACE, value: "team-a, team-b," },
            { name: KEDA_CLUSTER_OBJECT_NAMESPACE, value: secrets },
            { name: KEDA_RESTRICT_SECRET_ACCESS, value: "True" },
            { name: https_proxy, value: "http://proxy:3128" },
            { name: POD_NAME, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
            """
        );
        assertThat(keda.watchedNamespaces()).containsExactly("team-a", "team-b");
        assertThat(keda.namespace()).isEqualTo("secrets");
        assertThat(keda.secretsRestricted()).isTrue();
        assertThat(keda.proxies().https()).isEqualTo("http://proxy:3128");
    }

    @ParameterizedTest
    @CsvSource({ "10000, 10000", "' 500 ', 500", "0, 300", "-1, 300", "5s, 3000" })
    void theTimeoutIsInMilliseconds(String value, long milliseconds) {
        Map<String, Object> variable = Map.of("name", "KEDA_HTTP_DEFAULT_TIMEOUT", "value", value);
        assertThat(withEnv(Serialization.asJson(variable)).httpTimeout()).isEqualTo(Duration.ofMillis(milliseconds));
    }
}
