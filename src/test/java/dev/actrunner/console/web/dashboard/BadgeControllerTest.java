package dev.actrunner.console.web.dashboard;

import static dev.actrunner.console.testing.SampleConnections.NOW;
import static dev.actrunner.console.testing.SampleConnections.connection;
import static dev.actrunner.console.testing.SampleConnections.key;
import static dev.actrunner.console.testing.SampleConnections.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.when;

import dev.actrunner.console.browser.SealedCookies;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.access.ClusterStatusReader;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.monitor.VisibleNamespaces;
import dev.actrunner.console.multicluster.RemoteClusters;
import dev.actrunner.console.security.cookie.SignInCookie;
import dev.actrunner.console.security.limit.RateLimiter;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@Tag("slow")
@WebMvcTest(BadgeController.class)
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
class BadgeControllerTest {

    @Autowired
    private MockMvcTester mvc;

    @MockitoBean
    private Monitor monitor;

    @MockitoBean
    private VisibleNamespaces visibleNamespaces;

    private MvcTestResult badge(String path) {
        return mvc
            .get()
            .uri("/badge/" + path + ".svg")
            .exchange();
    }

    @Test
    void showsTheVerdictAndTheFigure() {
        var status = new ConnectionStatus(
            key("team-a/ci"),
            new ConnectionStatus.Subject.OfConsole(connection("team-a/ci")),
            new ConnectionStatus.Observed(Verdict.READY, NOW, false, ready(3, 1), ""),
            new ConnectionStatus.Counted(new JobCounts(3, 1), NOW),
            null,
            "r"
        );
        when(monitor.status(key("team-a/ci"))).thenReturn(Optional.of(status));
        assertThat(badge("team-a/ci"))
            .hasStatusOk()
            .hasContentType("image/svg+xml;charset=UTF-8")
            .hasHeader("Cache-Control", "no-cache, max-age=0")
            .bodyText()
            .contains("aria-label=\"ci: ready · 4\"")
            .contains("fill=\"#3d7317\"");
    }

    @Test
    void aConnectionThatIsNotThereIsAPictureToo() {
        when(monitor.status(key("team-a/gone"))).thenReturn(Optional.empty());
        assertThat(badge("team-a/gone"))
            .hasStatus(404)
            .hasContentType("image/svg+xml;charset=UTF-8")
            .bodyText()
            .contains("aria-label=\"gone: missing\"");
    }

    @Test
    void whatMayNotBeSeenIsNotShown() {
        doThrow(new ClusterException.Forbidden("jo may not list triggerauthentications."))
            .when(visibleNamespaces)
            .require("team-b");
        assertThat(badge("team-b/ci")).hasStatus(403).hasViewName("page-error");
    }

    @Test
    void aNameThatCannotBeIsUnprocessable() {
        assertThat(badge("team-a/C_I")).hasStatus(422);
    }
}
