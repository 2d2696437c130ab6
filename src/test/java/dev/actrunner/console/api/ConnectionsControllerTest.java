package dev.actrunner.console.api;

import static dev.actrunner.console.testing.SampleConnections.connection;
import static dev.actrunner.console.testing.SampleConnections.found;
import static dev.actrunner.console.testing.SampleConnections.key;
import static dev.actrunner.console.testing.SampleConnections.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.actrunner.console.browser.SealedCookies;
import dev.actrunner.console.cluster.access.ClusterStatusReader;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.request.ConnectionRequestValidator;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.monitor.listing.ConnectionPage;
import dev.actrunner.console.monitor.listing.ConnectionPager;
import dev.actrunner.console.multicluster.RemoteClusters;
import dev.actrunner.console.security.cookie.SignInCookie;
import dev.actrunner.console.security.limit.CostlyRequests;
import dev.actrunner.console.security.limit.RateLimiter;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The API of connections over mocked ones. */
@Tag("slow")
@WebMvcTest(ConnectionsController.class)
@AutoConfigureMockMvc(addFilters = false)
@MockitoBean(
    types = {
        ClusterStatusReader.class,
        ConnectionRequestValidator.class,
        RemoteClusters.class,
        CostlyRequests.class,
        RateLimiter.class,
        SealedCookies.class,
        SignInCookie.class,
    }
)
class ConnectionsControllerTest {

    private static final String CI = "/api/v1/namespaces/team-a/connections/ci";

    @Autowired
    private MockMvcTester mvc;

    @MockitoBean
    private Connections connections;

    @MockitoBean
    private Monitor monitor;

    @MockitoBean
    private ConnectionPager pager;

    @Test
    void aPageOfConnectionsNamesTheNext() {
        when(pager.page("team-a", Verdict.READY, 2, "here")).thenReturn(
            new ConnectionPage(
                List.of(
                    new ConnectionPage.Item(connection("team-a/ci"), ready(2, 1), "The API server does not answer.")
                ),
                "there",
                List.of("team-b")
            )
        );
        assertThat(mvc.get().uri("/api/v1/connections?namespace=team-a&verdict=ready&limit=2&continue=here"))
            .hasStatusOk()
            .bodyJson()
            .isLenientlyEqualTo(
                """
                {
                  "items": [{
                    "namespace": "team-a", "name": "ci",
                    "status": { "verdict": "ready", "finding": null, "totalCount": 3 },
                    "problem": "The API server does not answer.", "probe": null
                  }],
                  "continue": "there",
                  "forbiddenNamespaces": ["team-b"]
                }
                """
            );
    }

    @Test
    void theFullViewHasTheLastProbeOfEach() {
        when(pager.page(null, null, 50, null)).thenReturn(
            new ConnectionPage(
                List.of(new ConnectionPage.Item(connection("team-a/ci"), found(Finding.CONNECT_REFUSED), null)),
                null,
                List.of()
            )
        );
        assertThat(mvc.get().uri("/api/v1/connections?view=full"))
            .hasStatusOk()
            .bodyJson()
            .isLenientlyEqualTo(
                """
                { "items": [{
                  "status": { "verdict": "failed", "finding": "connect.refused", "totalCount": null }, "problem": null,
                  "probe": { "verdict": "failed" }
                }] }
                """
            );
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit, must be from 1 to 500",
        "limit=501, limit, must be from 1 to 500",
        "limit=many, limit, must be a whole number",
        "verdict=fine, verdict, 'must be one of ready, warning, failed'",
        "view=all, view, 'must be one of summary, full'",
    })
    void aParameterThatIsWrongIsNamed(String query, String field, String message) {
        assertThat(mvc.get().uri("/api/v1/connections?" + query))
            .hasStatus(422)
            .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
            .bodyJson()
            .isLenientlyEqualTo(
                """
                { "type": "urn:act-runner-console:problem:invalid-request", "errors": [{ "field": "%s", "message": "%s" }] }
                """.formatted(field, message)
            );
        verifyNoInteractions(pager);
    }

    @Test
    void anAnswerThatIsKnownIsSentAnewOnceTheConnectionCannotBeProbed() {
        when(connections.require(key("team-a/ci"))).thenReturn(connection("team-a/ci"));
        when(monitor.lastReport(key("team-a/ci"))).thenReturn(ready(2, 1));
        String known = String.valueOf(mvc.get().uri(CI).exchange().getResponse().getHeader("ETag"));
        assertThat(mvc.get().uri(CI).header("If-None-Match", known)).hasStatus(304);

        when(monitor.problem(key("team-a/ci"))).thenReturn("The console may not read the Secret.");
        assertThat(mvc.get().uri(CI).header("If-None-Match", known))
            .hasStatusOk()
            .bodyJson()
            .extractingPath("$.problem")
            .isEqualTo("The console may not read the Secret.");
    }

    @Test
    void aConnectionThatIsNotThereIsAProblem() {
        when(connections.require(key("team-a/ci"))).thenThrow(new ConnectionException.NotFound(key("team-a/ci")));
        assertThat(mvc.get().uri(CI))
            .hasStatus(404)
            .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
            .bodyJson()
            .extractingPath("$.type")
            .isEqualTo("urn:act-runner-console:problem:connection-not-found");
    }

    @Test
    void aConnectionThatStillHasItsEtagIsNotSentAgain() {
        when(connections.require(key("team-a/ci"))).thenReturn(connection("team-a/ci"));
        MvcTestResult first = mvc.get().uri(CI).exchange();
        assertThat(first).hasStatusOk().bodyJson().extractingPath("$.name").isEqualTo("ci");
        String etag = String.valueOf(first.getResponse().getHeader(HttpHeaders.ETAG));
        assertThat(mvc.get().uri(CI).header(HttpHeaders.IF_NONE_MATCH, etag)).hasStatus(304);
        when(monitor.lastReport(key("team-a/ci"))).thenReturn(ready(1, 0));
        assertThat(mvc.get().uri(CI).header(HttpHeaders.IF_NONE_MATCH, etag)).hasStatusOk();
    }

    @Test
    void aBodyThatIsNoObjectIsMalformed() {
        assertThat(mvc.put().uri(CI).contentType(MediaType.APPLICATION_JSON).content("{\"forge\": s3cret"))
            .hasStatus(400)
            .bodyText()
            .contains("urn:act-runner-console:problem:malformed")
            .doesNotContain("s3cret");
        verifyNoInteractions(connections);
    }

    @Test
    void aDryRunOfADeletionForgetsNothing() {
        assertThat(mvc.delete().uri(CI + "?dryRun=true")).hasStatusOk();
        verify(connections).delete(key("team-a/ci"), false, true, null);
        verify(monitor, never()).forget(any());
        assertThat(
            mvc
                .delete()
                .uri(CI + "?force=true")
                .header(HttpHeaders.IF_MATCH, "\"e\"")
        ).hasStatusOk();
        verify(connections).delete(key("team-a/ci"), true, false, "e");
        verify(monitor).forget(key("team-a/ci"));
    }
}
