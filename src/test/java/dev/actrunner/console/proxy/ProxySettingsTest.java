package dev.actrunner.console.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as Go's {@code httpproxy}, whose own table of tests these are taken after. */
class ProxySettingsTest {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            // NO_PROXY | host | port | through the proxy
            "'' | git.example.com | 443 | true",
            "'' | localhost | 443 | false",
            "'' | 127.0.0.1 | 443 | false",
            "'' | 127.3.4.5 | 443 | false",
            "'' | ::1 | 443 | false",
            "* | git.example.com | 443 | false",
            "example.com | git.example.com | 443 | false",
            "example.com | example.com | 443 | false",
            "example.com | notexample.com | 443 | true",
            ".example.com | git.example.com | 443 | false",
            ".example.com | example.com | 443 | true",
            "*.example.com | git.example.com | 443 | false",
            "*.example.com | example.com | 443 | true",
            "EXAMPLE.com | git.Example.COM | 443 | false",
            "git.example.com:8443 | git.example.com | 443 | true",
            "git.example.com:443 | git.example.com | 443 | false",
            "10.0.0.0/8 | 10.1.2.3 | 443 | false",
            "10.0.0.0/8 | 11.1.2.3 | 443 | true",
            "10.1.2.3 | 10.1.2.3 | 443 | false",
            "10.1.2.3:80 | 10.1.2.3 | 443 | true",
            "fd00::/8 | fd12::1 | 443 | false",
            "[fd12::1]:443 | fd12::1 | 443 | false",
            "a.example, b.example | b.example | 443 | false",
            "10.0.0.0/8 | ten.example.com | 443 | true",
            "svc.cluster.local | forge.ci.svc.cluster.local | 3000 | false",
        }
    )
    void followsGo(String noProxy, String host, int port, boolean through) {
        ProxySettings settings = ProxySettings.of(
            Map.of("HTTPS_PROXY", "http://proxy.example:3128", "NO_PROXY", noProxy)
        );
        assertThat(settings.of("https", host, port).isPresent()).isEqualTo(through);
    }

    @Test
    void takesEachSchemesOwnVariable() {
        ProxySettings one = ProxySettings.of(Map.of("HTTP_PROXY", "proxy.example"));
        assertThat(one.of("https", "git.example.com", 443)).isEmpty();
        assertThat(one.of("http", "git.example.com", 80).orElseThrow()).hasToString("http://proxy.example:80");
        ProxySettings small = ProxySettings.of(Map.of("https_proxy", "http://jo:secret@proxy.example:3128"));
        ProxySettings.Proxy proxy = small.of("https", "git.example.com", 443).orElseThrow();
        assertThat(proxy).hasToString("http://proxy.example:3128");
        assertThat(proxy.credential()).isEqualTo("jo:secret");
        assertThat(small.shown()).containsExactly("http://proxy.example:3128");
        assertThat(small.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "http://proxy.example:3128 | http://proxy.example:3128",
            "proxy.example:3128 | http://proxy.example:3128",
            "http://my_proxy:3128 | http://my_proxy:3128",
            "http://user:p@ss@proxy:3128 | http://proxy:3128",
            "https://proxy | https://proxy:443",
            "socks5h://proxy | socks5h://proxy:1080",
            "http://[fd00::1]:3128 | http://[fd00::1]:3128",
        }
    )
    void readsAProxysAddress(String written, String shown) {
        ProxySettings settings = ProxySettings.of(Map.of("HTTPS_PROXY", written));
        assertThat(settings.shown()).containsExactly(shown);
        assertThat(settings.unusable()).isEmpty();
    }

    @Test
    void findsAProxyByTheHostThatASocketHas() {
        assertThat(ProxySettings.of(Map.of("HTTP_PROXY", "http://[fd00::1]:3128")).all().getFirst().host()).isEqualTo(
            "fd00::1"
        );
    }

    /** With such a proxy Go's programs reach nothing, instead of going without. */
    @ParameterizedTest
    @ValueSource(
        strings = {
            "http://proxy:99999",
            "http://proxy:0",
            "ftp://proxy:21",
            "http://user:p^ss@proxy:3128",
            "http://:3128",
        }
    )
    void saysWhatIsNoProxysAddress(String written) {
        assertThat(ProxySettings.of(Map.of("https_proxy", written)).unusable()).containsExactly("HTTPS_PROXY");
    }
}
