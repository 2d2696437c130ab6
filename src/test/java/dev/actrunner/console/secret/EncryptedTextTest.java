package dev.actrunner.console.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedTextTest {

    @ParameterizedTest
    @ValueSource(strings = { "s3cret", "", "Größe 大小 😀", "two\nlines" })
    void opensToWhatWasSealed(String text) {
        assertThat(EncryptedText.of(text).open()).isEqualTo(text);
        assertThat(EncryptedText.parse(EncryptedText.of(text).toText()).orElseThrow().open()).isEqualTo(text);
    }

    @Test
    void theSameTextLooksDifferentEachTime() {
        assertThat(EncryptedText.of("s3cret").toText()).isNotEqualTo(EncryptedText.of("s3cret").toText());
    }

    @Test
    void isWrittenInLettersThatACookieMayHave() {
        assertThat(EncryptedText.of("x".repeat(500)).toText()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void aTextThatWasChangedAnywhereIsRefused() {
        byte[] sealed = Base64.getUrlDecoder().decode(EncryptedText.of("s3cret").toText());
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(EncryptedText.parse(text)).as("byte %s", i).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a", "not encrypted", "AAAA", "++++" })
    void whatWasNotMadeHereIsRefused(String text) {
        assertThat(EncryptedText.parse(text)).isEmpty();
    }

    @Test
    void isNeverPrinted() {
        assertThat(EncryptedText.of("s3cret")).hasToString("***");
    }
}
