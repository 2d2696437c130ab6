package dev.actrunner.console.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForgeUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://git.example.com, https://git.example.com",
        "https://git.example.com/, https://git.example.com",
        "HTTPS://Git.Example.COM//, https://git.example.com",
        "https://git.example.com:443/forge/, https://git.example.com/forge",
        "http://127.0.0.1:3000, http://127.0.0.1:3000",
        "https://[2001:db8::1]:8443/git, https://[2001:db8::1]:8443/git",
        "https://user, https://user",
        "https://git.example.com/api-forge, https://git.example.com/api-forge",
    })
    void isTheBaseAddressWithoutATrailingSlash(String typed, String value) {
        assertThat(new ForgeUrl(typed).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "''|is empty",
            "'  '|is empty",
            "' https://git.example.com'|has spaces or a newline around it",
            "'https://git.example.com\n'|has spaces or a newline around it",
            "https://git example.com|contains a space",
            "git.example.com|does not begin with http:// or https://",
            "ftp://git.example.com|does not begin with http:// or https://",
            "https://|is not a URL",
            "https://jo:secret@git.example.com|contains a user name or password",
            "https://git.example.com?x=1|contains ? or #",
            "https://git.example.com/#top|contains ? or #",
            "https://git.example.com/api/v1|enter https://git.example.com",
            "https://git.example.com/git/api/v1/version|enter https://git.example.com/git",
            "https://git.example.com/api|enter https://git.example.com",
            "https://git.example.com/acme/app/actions|is a page of the forge, not its base URL: enter https://git.example.com",
            "https://git.example.com/git/acme/app/src/branch/main|enter https://git.example.com/git",
            "https://git.example.com/acme/app.git|enter https://git.example.com",
            "https://git.example.com/user/settings/applications|enter https://git.example.com",
            "https://git.example.com/-/admin|enter https://git.example.com",
        }
    )
    void saysWhatIsWrongAndWhatToEnter(String typed, String message) {
        assertThat(ForgeUrl.problemWith(typed)).contains(message);
        assertThatThrownBy(() -> new ForgeUrl(typed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void originTellsHostsAndPortsApart() {
        assertThat(new ForgeUrl("https://git.example.com/a").origin()).isEqualTo(
            new ForgeUrl("https://git.example.com:443/b").origin()
        );
        assertThat(new ForgeUrl("https://git.example.com").origin()).isNotEqualTo(
            new ForgeUrl("http://git.example.com").origin()
        );
    }
}
