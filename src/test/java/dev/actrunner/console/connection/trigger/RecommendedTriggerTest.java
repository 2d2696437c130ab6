package dev.actrunner.console.connection.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.SecretRef;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.keda.authentication.SecretTargetRef;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which trigger is recommended for what a TriggerAuthentication gives. */
class RecommendedTriggerTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";

    @ParameterizedTest
    @CsvSource({
        // parameter, scheme before the value, on Gitea, on Forgejo
        "token,'',bearer,forgejo-runner",
        "bearerToken,'',bearer,none",
        "apiKey,'token ',apiKey,none",
        "apiKey,'Bearer ',apiKey,none",
        "apiKey,'',none,none",
    })
    void fitsWhatTheAuthenticationGives(String parameter, String scheme, String onGitea, String onForgejo) {
        var secret = new SecretBuilder()
            .withStringData(Map.of())
            .withData(encoded(scheme + TOKEN))
            .build();
        SecretRef ref = SecretRef.of(new SecretTargetRef(parameter, "s", "k"), false, secret);
        assertThat(recommended(Platform.GITEA, ref)).isEqualTo(onGitea);
        assertThat(recommended(Platform.FORGEJO, ref)).isEqualTo(onForgejo);
    }

    private static Map<String, String> encoded(String text) {
        return Map.of("k", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String recommended(Platform platform, SecretRef ref) {
        return RecommendedTrigger.of(
            new ForgeUrl("https://git.example.com"),
            platform,
            new JobScope.Admin(),
            RunnerLabels.parse("docker"),
            ref,
            null
        )
            .map(trigger -> trigger.metadata().getOrDefault("authMode", trigger.type()))
            .orElse("none");
    }
}
