package dev.actrunner.console.keda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.proxy.ProxySettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KedaInstallationTest {

    private static KedaInstallation of(@Nullable String version, ProxySettings proxies, String... watched) {
        return new KedaInstallation(
            true,
            version,
            KedaInstallation.Operator.READY,
            "keda",
            List.of(watched),
            false,
            new MetricsApi(MetricsApi.State.AVAILABLE, "keda/keda-operator-metrics-apiserver", null),
            KedaInstallation.HTTP_TIMEOUT,
            proxies
        );
    }

    private static KedaInstallation of(@Nullable String version) {
        return of(version, ProxySettings.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "2.18.0, true",
        "2.18, true",
        "2.21.1-rc1, true",
        "3.0.0, true",
        "2.17.3, false",
        "2.9.0, false",
        "1.30.0, false",
    })
    void aReleaseIsComparedByNumbers(String version, boolean atLeast) {
        assertThat(of(version).isAtLeast(2, 18)).isEqualTo(atLeast);
        assertThat(of(version).isOlderThan(2, 18)).isEqualTo(!atLeast);
    }

    @Test
    void aReleaseThatIsNotKnownIsNeitherOlderNorNewer() {
        assertThat(of(null).isAtLeast(2, 18)).isFalse();
        assertThat(of(null).isOlderThan(2, 18)).isFalse();
        assertThat(of(null).triggers()).isNull();
    }

    @Test
    void forgejoRunnerCameWith218() {
        assertThat(of("2.17.0").triggers()).containsExactly("metrics-api");
        assertThat(of("2.18.0").triggers()).containsExactly("metrics-api", "forgejo-runner");
    }

    @Test
    void watchesAllNamespacesUnlessSomeAreNamed() {
        assertThat(of("2.20.0").watches("team-a")).isTrue();
        assertThat(of("2.20.0", ProxySettings.NONE, "team-a").watches("team-a")).isTrue();
        assertThat(of("2.20.0", ProxySettings.NONE, "team-a").watches("team-b")).isFalse();
    }

    @Test
    void isProxiedByEitherVariable() {
        assertThat(of("2.20.0").isProxied()).isFalse();
        assertThat(of("2.20.0", new ProxySettings("proxy:3128", "", List.of())).isProxied()).isTrue();
        assertThat(of("2.20.0", new ProxySettings("", "proxy:3128", List.of())).isProxied()).isTrue();
        assertThat(of("2.20.0", new ProxySettings("", "", List.of("*"))).isProxied()).isFalse();
    }
}
