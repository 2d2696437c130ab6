package dev.actrunner.console.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.keda.authentication.SecretTargetRef;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretRefTest {

    private static final SecretTargetRef API_KEY = new SecretTargetRef("apiKey", "s", "k");

    private static Secret with(String text) {
        return new SecretBuilder()
            .withData(Map.of("k", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))))
            .build();
    }

    @Test
    void anApiKeyIsAHeaderWhereItsValueIsOneOrIsNotKnown() {
        assertThat(SecretRef.of(API_KEY, false, with("token abc")).isHeader()).isTrue();
        assertThat(SecretRef.of(API_KEY, false, null).isHeader()).isTrue();
        assertThat(SecretRef.of(API_KEY, false, with("abc")).isHeader()).isFalse();
        assertThat(SecretRef.of(API_KEY, false, new Secret()).isHeader()).isFalse();
        assertThat(SecretRef.of(new SecretTargetRef("token", "s", "k"), false, with("token abc")).isHeader()).isFalse();
    }

    @Test
    void aSecretWithAWholeHeaderIsAdoptedAsAnApiKey() {
        var ref = new SecretRef("s", "k", false);
        assertThat(ref.as(with("Bearer abc"))).isEqualTo(new SecretRef("s", "k", false, "apiKey", true));
        assertThat(ref.as(with("abc"))).isSameAs(ref);
        assertThat(ref.as(null)).isSameAs(ref);
    }

    @Test
    void theTextOfAKeyIsDecoded() {
        assertThat(SecretData.text(with("größe"), "k")).contains("größe");
        assertThat(SecretData.text(with("a"), "other")).isEmpty();
        assertThat(SecretData.text(new Secret(), "k")).isEmpty();
    }
}
