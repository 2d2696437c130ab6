package dev.actrunner.console.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaRefTest {

    @ParameterizedTest
    @CsvSource({
        "ConfigMap/forge-ca, ConfigMap/forge-ca/ca.crt",
        "configmap/forge-ca/tls.crt, ConfigMap/forge-ca/tls.crt",
        "SECRET/forge.ca, Secret/forge.ca/ca.crt",
    })
    void isReadInAnyCaseAndHasAKey(String text, String value) {
        assertThat(CaRef.parse(text)).hasToString(value);
        assertThat(CaRef.parse(value)).isEqualTo(CaRef.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "forge-ca, must be ConfigMap/name or Secret/name",
        "'', must be ConfigMap/name or Secret/name",
        "Pod/forge-ca, must be ConfigMap/name or Secret/name",
        "Secret/a/b/c, must be ConfigMap/name or Secret/name",
        "Secret/, names an invalid object: the name must be",
        "Secret/Forge_CA, names an invalid object: the name must be",
        "Secret/a/, has an invalid key: it must be",
        "Secret/a/b c, has an invalid key: it must be",
    })
    void saysWhatIsWrong(String text, String problem) {
        assertThat(CaRef.problemWith(text)).startsWith(problem);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> CaRef.parse(text))
            .withMessageStartingWith("ca " + problem);
    }

    @Test
    void tellsASecretFromAConfigMap() {
        assertThat(CaRef.parse("secret/a").isSecret()).isTrue();
        assertThat(CaRef.parse("configmap/a").isSecret()).isFalse();
    }
}
