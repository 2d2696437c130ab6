package dev.actrunner.console.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedTextTest {

    @ParameterizedTest
    @ValueSource(strings = { "s3cret", "", "Größe 大小 😀", "two\nlines" })
    void opensToWhatWasSealed(String text) {
        assertThat(EncryptedText.of(text).open()).isEqualTo(text);
    }

    @Test
    void isNeverPrinted() {
        assertThat(EncryptedText.of("s3cret")).hasToString("***");
    }
}
