package dev.actrunner.console.connection.store;

import static dev.actrunner.console.testing.SampleConnections.connection;
import static dev.actrunner.console.testing.SampleConnections.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.SecretRef;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.JobScope;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The token of a Secret, or why it has none that could be sent. */
class StoredTokenTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";
    private static final SecretRef REF = new SecretRef("ci-forgejo-api", "token", true);

    private static Secret secret(String key, String text) {
        return new SecretBuilder()
            .withNewMetadata()
            .withName("ci-forgejo-api")
            .addToAnnotations("console.actrunner.dev/forge-origin", "https://git.example.org")
            .endMetadata()
            .withData(Map.of(key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))))
            .build();
    }

    private static StoredToken read(String text) {
        return StoredToken.read(secret("token", text), key("team-a/ci"), REF);
    }

    private static StoredToken.Unusable unusable(StoredToken token) {
        return (StoredToken.Unusable) token;
    }

    @Test
    void aTokenMayHaveSpacesAroundIt() {
        var binding = new TokenBinding("https://git.example.org", null);
        assertThat(read(TOKEN)).isEqualTo(new StoredToken.Usable(new ApiToken(TOKEN), binding, false));
        assertThat(read(TOKEN + "\n")).isEqualTo(new StoredToken.Usable(new ApiToken(TOKEN), binding, true));
    }

    @ParameterizedTest
    @CsvSource({
        "'', TOKEN_UNUSABLE",
        "'two words', TOKEN_UNUSABLE",
        "https://git.example.org, TOKEN_UNUSABLE",
        "'{\"auths\":{}}', TOKEN_UNUSABLE",
        "token 0123456789abcdef0123456789abcdef01234567, TOKEN_WITH_SCHEME",
        "Bearer abc, TOKEN_WITH_SCHEME",
        "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nw==, TOKEN_ENCODED_TWICE",
    })
    void whatIsNoTokenIsExplainedWithoutRepeatingIt(String text, Finding finding) {
        StoredToken.Unusable unusable = unusable(read(text));
        assertThat(unusable.finding()).isEqualTo(finding);
        assertThat(unusable.toString()).doesNotContain(TOKEN).doesNotContain("MDEyMzQ1").doesNotContain("abc");
    }

    @Test
    void aWholeHeaderIsReadWhereKedaSendsOne() {
        var header = new SecretRef("ci-forgejo-api", "token", true, "apiKey", true);
        assertThat(
            StoredToken.read(secret("token", "token " + TOKEN), key("team-a/ci"), header)
        ).isInstanceOfSatisfying(StoredToken.Usable.class, usable ->
            assertThat(usable.token()).isEqualTo(new ApiToken(TOKEN))
        );
    }

    @Test
    void aMissingKeyNamesTheOthers() {
        StoredToken.Unusable missing = unusable(StoredToken.read(secret("tokne", TOKEN), key("team-a/ci"), REF));
        assertThat(missing.finding()).isEqualTo(Finding.KEY_MISSING);
        assertThat(missing.summary()).isEqualTo("The Secret team-a/ci-forgejo-api has no key token; it has tokne.");
        assertThat(unusable(StoredToken.read(new Secret(), key("team-a/ci"), REF)).summary()).isEqualTo(
            "The Secret team-a/ci-forgejo-api has no key token, and no other."
        );
        assertThat(unusable(StoredToken.read(null, key("team-a/ci"), REF)).finding()).isEqualTo(Finding.SECRET_MISSING);
    }

    @Test
    void aTokenIsReadForTheForgeThatIsRecorded() {
        assertThat(StoredToken.in(secret("token", TOKEN), connection("team-a/ci"))).isInstanceOf(
            StoredToken.Usable.class
        );
        var elsewhere = connection("team-a/ci", "https://other.example.org", new JobScope.Admin());
        StoredToken.Unusable bound = unusable(StoredToken.in(secret("token", TOKEN), elsewhere));
        assertThat(bound.finding()).isEqualTo(Finding.TOKEN_BOUND_ELSEWHERE);
        assertThat(bound.remediation()).contains("--overwrite console.actrunner.dev/forge-origin=https://other");
    }

    /** Nothing of the Secret is told then, not even which keys it has. */
    @Test
    void aTokenForNoForgeIsNotLookedAt() {
        Secret unbound = secret("another-key", TOKEN);
        unbound.getMetadata().setAnnotations(null);
        StoredToken.Unusable token = unusable(StoredToken.in(unbound, connection("team-a/ci")));
        assertThat(token.finding()).isEqualTo(Finding.TOKEN_UNBOUND);
        assertThat(token.toString()).doesNotContain("another-key");
    }
}
