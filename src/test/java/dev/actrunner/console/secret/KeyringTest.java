package dev.actrunner.console.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringTest {

    private static final byte[] TEXT = "a secret".getBytes(StandardCharsets.UTF_8);

    private static Keyring.Key key(String id, int fill) {
        byte[] value = new byte[32];
        Arrays.fill(value, (byte) fill);
        return new Keyring.Key(id, new SecretKeySpec(value, "HKDF"));
    }

    private static Optional<String> open(Keyring keyring, String purpose, String sealed) {
        return keyring.open(purpose, sealed).map(plain -> new String(plain, StandardCharsets.UTF_8));
    }

    @Test
    void whoHasTheSameKeyOpensIt() {
        String sealed = new Keyring(List.of(key("a", 1))).seal("cookie", TEXT);
        assertThat(sealed).matches("a\\.[A-Za-z0-9_-]+").doesNotContain("secret");
        assertThat(open(new Keyring(List.of(key("b", 2), key("a", 1))), "cookie", sealed)).contains("a secret");
    }

    @Test
    void nobodyElseOpensIt() {
        String sealed = new Keyring(List.of(key("a", 1))).seal("cookie", TEXT);
        assertThat(open(new Keyring(List.of(key("a", 2))), "cookie", sealed)).isEmpty();
        assertThat(open(new Keyring(List.of(key("b", 1))), "cookie", sealed)).isEmpty();
    }

    @Test
    void whatIsForOnePurposeIsNotForAnother() {
        var keyring = new Keyring(List.of(key("a", 1)));
        assertThat(open(keyring, "answer", keyring.seal("request", TEXT))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a", "a.", ".abc", "a.!", "a.abc", "A.abc", "a.YWJj.YWJj", "aaaaaaaaaaaaaaaaa.abcd" })
    void whatIsNoneIsNotOpened(String sealed) {
        assertThat(open(new Keyring(List.of(key("a", 1))), "cookie", sealed)).isEmpty();
    }

    @Test
    void whatWasChangedIsNotOpened() {
        var keyring = new Keyring(List.of(key("a", 1)));
        String sealed = keyring.seal("cookie", TEXT);
        char last = sealed.charAt(sealed.length() - 2);
        String changed =
            sealed.substring(0, sealed.length() - 2) +
            (last == 'A' ? 'B' : 'A') +
            sealed.substring(sealed.length() - 1);
        assertThat(open(keyring, "cookie", changed)).isEmpty();
    }

    /** Of a replica that has a newer key already. */
    @Test
    void anUnknownKeyIsLookedForOnce() {
        String sealed = new Keyring(List.of(key("new", 2))).seal("cookie", TEXT);
        var keyring = new Keyring(List.of(key("old", 1)));
        keyring.onUnknownKey(() -> keyring.replace(List.of(key("new", 2), key("old", 1))));
        assertThat(open(keyring, "cookie", sealed)).contains("a secret");
    }
}
