package dev.actrunner.console.forge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostMatcherTest {

    private static final String PROPERTY = "console.outbound.allow";

    private static boolean includes(String entry, String host, String address) {
        return HostMatcher.of(PROPERTY, List.of(entry)).include(host, InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "' 192.0.2.0/24 ', 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:DB8::1, 2001:db8::1, true",
        "2001:db8::/32, 2001:db9::1, false",
    })
    void anAddressIsInItsRangeWhateverItsName(String entry, String address, boolean included) {
        assertThat(includes(entry, "git.example.org", address)).isEqualTo(included);
    }

    @ParameterizedTest
    @CsvSource({
        "git.example.org, git.example.org, true",
        "git.example.org, GIT.Example.org., true",
        "Git.Example.Org, git.example.org, true",
        "git.example.org, a.git.example.org, false",
        "*.example.org, git.example.org, true",
        "*.example.org, a.git.example.org, true",
        "*.example.org, example.org, false",
        "*.example.org, badexample.org, false",
        "*.example.org, git.example.org.evil.test, false",
    })
    void aNameIsItselfAndAStarItsSubdomains(String entry, String host, boolean included) {
        assertThat(includes(entry, host, "198.51.100.1")).isEqualTo(included);
    }

    @Test
    void oneOfSeveralEntriesIsEnough() {
        HostMatcher matcher = HostMatcher.of(PROPERTY, List.of("192.0.2.1", "git.example.org", "203.0.113.0/24"));
        assertThat(matcher.isEmpty()).isFalse();
        assertThat(matcher.include("a", InetAddress.ofLiteral("203.0.113.9"))).isTrue();
        assertThat(matcher.include("git.example.org", InetAddress.ofLiteral("198.51.100.1"))).isTrue();
        assertThat(matcher.include("a", InetAddress.ofLiteral("198.51.100.1"))).isFalse();
    }

    @Test
    void anEmptyListIncludesNothing() {
        HostMatcher matcher = HostMatcher.of(PROPERTY, List.of());
        assertThat(matcher.isEmpty()).isTrue();
        assertThat(matcher.include("git.example.org", InetAddress.ofLiteral("192.0.2.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
        strings = { "", "https://git.example.org", "git.*.org", "-git", "git_1", "300.0.0.1", "10.0.0.0/33", "*" }
    )
    void anEntryThatIsNoneOfTheseIsNamedWithItsProperty(String entry) {
        assertThatIllegalStateException()
            .isThrownBy(() -> HostMatcher.of(PROPERTY, List.of(entry)))
            .withMessageStartingWith(PROPERTY + ": " + entry + " is no address");
    }
}
