package dev.actrunner.console.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenShapeTest {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "'' | is empty",
            "{\"auths\":{}} | the sign-in of an image registry",
            "{\"token\":\"x\"} | is JSON",
            "[1] | is JSON",
            "-----BEGIN CERTIFICATE----- | PEM block (CERTIFICATE)",
            "-----BEGIN OPENSSH PRIVATE KEY----- | PEM block (OPENSSH PRIVATE KEY)",
            "https://git.example.com | is an address",
            "Basic am86c2VjcmV0 | is a Basic Authorization",
            "ssh-ed25519 AAAA jo@here | is an SSH key",
            "token: 0123456789abcdef | is a key and a value",
        }
    )
    void namesWhatIsNoToken(String text, String said) {
        assertThat(TokenShape.describe(text).orElseThrow()).contains(said);
    }

    @Test
    void namesSeveralLines() {
        assertThat(TokenShape.describe("jo\nsecret\n").orElseThrow()).contains("has 2 lines");
    }

    @ParameterizedTest
    @CsvSource({ "0123456789abcdef0123456789abcdef01234567", "abc_DEF-123", "' abc '" })
    void saysNothingOfWhatMayBeOne(String text) {
        assertThat(TokenShape.describe(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "token abc,abc", "Bearer abc,abc", "'TOKEN  abc ',abc" })
    void takesTheWordBeforeATokenOff(String text, String token) {
        assertThat(TokenShape.withoutScheme(text)).contains(token);
    }
}
