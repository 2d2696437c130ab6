package dev.actrunner.console.connection.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://git.example.com/a?b=c, https://git.example.com/a?b=c",
        "https://u:p@git.example.com/a, https://***@git.example.com/a",
        "https://u:p@ss@git.example.com/a, https://***@git.example.com/a",
        "https://u:p/ss@git.example.com/a, https://***@git.example.com/a",
        "https://u:p@/a?x=@b, https://***@/a?x=@b",
        "https://h/a?access_token=t0ken&b=c, https://h/a?access_token=***&b=c",
        "https://h/a?b=c&api_key=k#f, https://h/a?b=c&api_key=***#f",
        "https://h/a?TOKEN=t0ken, https://h/a?TOKEN=***",
    })
    void showsNoPasswordAndNoToken(String url, String shown) {
        assertThat(TriggerAddress.shown(url)).isEqualTo(shown);
    }

    /** A ScaledObject has room for a megabyte, and is read with every probe. */
    @ParameterizedTest
    @ValueSource(strings = { "?", "&", "://", "://@", "?token", "https://h/?a=b&" })
    void anAddressWithoutEndIsNotLookedThrough(String part) {
        assertThat(TriggerAddress.shown(part.repeat(1_000_000))).endsWith(" characters)");
        assertThat(TriggerAddress.shown("x" + part.repeat(2_000 / part.length()))).startsWith("x");
    }
}
