package dev.actrunner.console.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesNamesTest {

    @ParameterizedTest
    @CsvSource({
        "team-a, true",
        "a, true",
        "7, true",
        "'', false",
        "-a, false",
        "a-, false",
        "Team, false",
        "a.b, false",
        "a_b, false",
        "ä, false",
    })
    void namespacesAreDnsLabels(String text, boolean allowed) {
        assertThat(KubernetesNames.problemWithNamespace(text) == null).isEqualTo(allowed);
        assertThat(KubernetesNames.problemWithConnection(text) == null).isEqualTo(allowed);
        assertThat(KubernetesNames.problemWithOverride(text) == null).isEqualTo(allowed);
    }

    @Test
    void eachKindOfNameHasItsLength() {
        assertThat(KubernetesNames.problemWithConnection("a".repeat(53))).isNull();
        assertThat(KubernetesNames.problemWithConnection("a".repeat(54))).startsWith("is longer than 53 characters");
        assertThat(KubernetesNames.problemWithNamespace("a".repeat(63))).isNull();
        assertThat(KubernetesNames.problemWithNamespace("a".repeat(64))).startsWith("is longer than 63 characters");
        assertThat(KubernetesNames.problemWithObject("a".repeat(253))).isNull();
        assertThat(KubernetesNames.problemWithObject("a".repeat(254))).startsWith("is longer than 253 characters");
    }

    @ParameterizedTest
    @CsvSource({ "a.b-c.7, true", "a..b, false", ".a, false", "a., false", "a.-b, false", "A.b, false" })
    void objectsMayHaveDots(String text, boolean allowed) {
        assertThat(KubernetesNames.problemWithObject(text) == null).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({ "token, true", ".dockerconfigjson, true", "A_b-c.7, true", "'', false", "a/b, false", "a b, false" })
    void aSecretsKeyIsWiderThanAName(String text, boolean allowed) {
        assertThat(KubernetesNames.problemWithSecretKey(text) == null).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({ "'', true", "v1.2_x-3, true", "-a, false", "a., false", "a/b, false" })
    void aLabelsValueMayBeEmpty(String text, boolean allowed) {
        assertThat(KubernetesNames.problemWithLabelValue(text) == null).isEqualTo(allowed);
        assertThat(KubernetesNames.problemWithLabelValue("a".repeat(63))).isNull();
        assertThat(KubernetesNames.problemWithLabelValue("a".repeat(64))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "team", "example.com/team", "a/B_c.d", "sub.helm.sh/x" })
    void aKeyMayHaveAPrefix(String text) {
        assertThat(KubernetesNames.problemWithKey(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "/team", "example.com/", "a/b/c", "Example.com/team", "team " })
    void otherKeysAreNotAllowed(String text) {
        assertThat(KubernetesNames.problemWithKey(text)).startsWith("has a key that Kubernetes does not allow");
    }

    @ParameterizedTest
    @ValueSource(strings = { "app.kubernetes.io/name", "helm.sh/chart", "console.actrunner.dev/" })
    void keysOfTheConsoleAndTheChartAreReserved(String text) {
        assertThat(KubernetesNames.problemWithKey(text)).startsWith("has a key that the console sets");
    }
}
