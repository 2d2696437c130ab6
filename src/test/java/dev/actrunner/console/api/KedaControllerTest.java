package dev.actrunner.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import dev.actrunner.console.browser.SealedCookies;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.access.ClusterStatusReader;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.keda.MetricsApi;
import dev.actrunner.console.multicluster.RemoteClusters;
import dev.actrunner.console.proxy.ProxySettings;
import dev.actrunner.console.security.cookie.SignInCookie;
import dev.actrunner.console.security.limit.RateLimiter;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@Tag("slow")
@WebMvcTest(KedaController.class)
@AutoConfigureMockMvc(addFilters = false)
@MockitoBean(
    types = {
        ClusterStatusReader.class,
        RateLimiter.class,
        RemoteClusters.class,
        SealedCookies.class,
        SignInCookie.class,
    }
)
class KedaControllerTest {

    @Autowired
    private MockMvcTester mvc;

    @MockitoBean
    private Keda keda;

    @Test
    void saysHowKedaIsInstalledAndNoProxysAddress() {
        when(keda.fetch()).thenReturn(
            new KedaInstallation(
                true,
                "2.17.0",
                KedaInstallation.Operator.READY,
                "keda",
                List.of("team-a"),
                true,
                new MetricsApi(MetricsApi.State.DOWN, "keda/keda-operator-metrics-apiserver", "no endpoints"),
                KedaInstallation.HTTP_TIMEOUT,
                new ProxySettings("", "http://jo:s3cret@proxy:3128", List.of())
            )
        );
        assertThat(mvc.get().uri("/api/v1/keda"))
            .hasStatusOk()
            .bodyJson()
            .isStrictlyEqualTo(
                """
                {
                  "installed": true,
                  "version": "2.17.0",
                  "operator": "ready",
                  "namespace": "keda",
                  "watchedNamespaces": ["team-a"],
                  "secretsRestricted": true,
                  "triggers": ["metrics-api"],
                  "metricsApi": {
                    "state": "down",
                    "service": "keda/keda-operator-metrics-apiserver",
                    "message": "no endpoints"
                  },
                  "proxied": true
                }
                """
            );
    }

    @Test
    void aClusterThatRefusesTheConsoleIsUnavailable() {
        when(keda.fetch()).thenThrow(new ClusterException.Unauthorized(false));
        assertThat(mvc.get().uri("/api/v1/keda"))
            .hasStatus(503)
            .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
            .hasHeader("Retry-After", "5")
            .bodyJson()
            .extractingPath("$.type")
            .isEqualTo("urn:act-runner-console:problem:cluster-unauthorized");
    }

    @Test
    void anotherMethodIsNotAllowed() {
        assertThat(mvc.post().uri("/api/v1/keda"))
            .hasStatus(405)
            .hasHeader("Allow", "GET")
            .bodyJson()
            .extractingPath("$.type")
            .isEqualTo("urn:act-runner-console:problem:method-not-allowed");
    }
}
