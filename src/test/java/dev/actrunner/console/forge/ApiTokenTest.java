package dev.actrunner.console.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTokenTest {

    @Test
    void isNeverPrinted() {
        var token = new ApiToken("s3cret");
        assertThat(token).hasToString("***");
        assertThat("{" + token + "}").doesNotContain("s3cret");
        assertThat(token.redactFrom("bad token s3cret, s3cret")).isEqualTo("bad token ***, ***");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "''|is empty",
            "' abc'|has spaces or a newline around it",
            "'abc\n'|has spaces or a newline around it",
            "a b|contains a space",
            "a\u00e9|non-ASCII",
            "a\tb|contains a space, a control character",
        }
    )
    void saysWhatIsWrongWithoutRepeatingIt(String text, String message) {
        assertThat(ApiToken.problemWith(text)).contains(message);
        assertThatThrownBy(() -> new ApiToken(text)).hasMessageContaining(message);
    }

    @Test
    void refusesWhatNoForgeEverMade() {
        assertThat(ApiToken.problemWith("x".repeat(5000)))
            .contains("4096")
            .doesNotContain("xxx");
    }
}
