package dev.actrunner.console.cluster.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretRedactorTest {

    private static SecretRedactor with(Map<String, String> plain) {
        var data = new HashMap<String, String>();
        plain.forEach((key, value) -> data.put(key, encoded(value)));
        return new SecretRedactor(new SecretBuilder().withData(data).build());
    }

    private static String encoded(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void takesEveryValueOutPlainAndEncoded() {
        SecretRedactor redactor = with(Map.of("token", "s3cret", "password", "pässword"));
        assertThat(redactor.apply("s3cret and " + encoded("s3cret") + ", twice s3cret; pässword")).isEqualTo(
            "*** and ***, twice ***; ***"
        );
    }

    @Test
    void anEmptyValueIsNowhere() {
        assertThat(with(Map.of("empty", "")).apply("as it is")).isEqualTo("as it is");
    }

    @Test
    void aSecretWithoutDataLeavesATextAsItIs() {
        assertThat(new SecretRedactor(new Secret()).apply("as it is")).isEqualTo("as it is");
    }

    @Test
    void printsNoSecret() {
        assertThat(with(Map.of("token", "s3cret"))).hasToString("***");
    }
}
