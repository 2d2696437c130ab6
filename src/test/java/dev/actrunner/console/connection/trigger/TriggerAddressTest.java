package dev.actrunner.console.connection.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
