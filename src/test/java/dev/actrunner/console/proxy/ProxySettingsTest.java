package dev.actrunner.console.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
