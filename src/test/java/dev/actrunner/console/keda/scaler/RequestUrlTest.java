package dev.actrunner.console.keda.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://h/a?x=1&y=%2F, https://h/a?x=1&y=%2F",
        "https://h/a?x=%zz&y=1, https://h/a?y=1",
        "https://h/a?x=1&y=100%, https://h/a?x=1",
        "https://h/a?x=1;y=2&z=3, https://h/a?z=3",
        "https://h/a?x=%2, https://h/a?",
        "https://h/a%zz, https://h/a%zz",
        "https://h/a#?x=%zz, https://h/a#?x=%zz",
    })
    void theForgeDropsWhatItCannotParse(String url, String understood) {
        assertThat(RequestUrl.understood(url)).isEqualTo(understood);
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://h/a\n", "https://h/a?\tx", "https://h/\u007f" })
    void nothingIsSentToAnAddressWithAControlCharacter(String url) {
        assertThat(RequestUrl.problemWith(url)).hasValueSatisfying(p ->
            assertThat(p).startsWith("a control character")
        );
    }

    @Test
    void aSpaceIsAProblemInTheQueryAlone() {
        assertThat(RequestUrl.problemWith("https://h/a?labels=a, b")).hasValueSatisfying(p ->
            assertThat(p).startsWith("a space in the query")
        );
        assertThat(RequestUrl.problemWith("https://h/a b?labels=a")).isEmpty();
        assertThat(RequestUrl.problemWith("https://h/a?labels=a#b c")).isEmpty();
    }
}
