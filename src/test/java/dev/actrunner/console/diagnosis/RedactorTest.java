package dev.actrunner.console.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final String TOKEN = "0123456789abcdef0123456789ABCDEF01234567";

    @ParameterizedTest
    @ValueSource(strings = { "\n", "\r\n", "\t", "\u001b", "\u0000", "\u0085", "\u2028", "\u2029", "\u202e", "\u200b" })
    void whatNobodySeesBecomesASpace(String hidden) {
        assertThat(Redactor.line("a" + hidden + "b")).isEqualTo("a b");
    }

    @Test
    void lettersOfEveryLanguageStay() {
        assertThat(Redactor.line("Größe – 大小 😀 ")).isEqualTo("Größe – 大小 😀 ");
    }

    @Test
    void aTokenIsHiddenWhereverItStandsAlone() {
        assertThat(Redactor.withoutTokens("token=" + TOKEN + ", " + TOKEN)).isEqualTo("token=[hidden], [hidden]");
    }

    @Test
    void whatIsLongerOrShorterIsNoToken() {
        assertThat(Redactor.withoutTokens(TOKEN + "0")).isEqualTo(TOKEN + "0");
        assertThat(Redactor.withoutTokens(TOKEN.substring(1))).isEqualTo(TOKEN.substring(1));
    }

    @Test
    void isCutAfterTheTokensAreHidden() {
        assertThat(Redactor.shown(" " + TOKEN + " was sent\n", 12)).isEqualTo("[hidden] was…");
        assertThat(Redactor.shown("exactly ten", 11)).isEqualTo("exactly ten");
    }
}
