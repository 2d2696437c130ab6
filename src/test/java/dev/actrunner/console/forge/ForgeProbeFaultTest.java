package dev.actrunner.console.forge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.discovery.ScopeDiscovery;
import dev.actrunner.console.forge.http.ForgeProperties;
import dev.actrunner.console.forge.http.Outbound;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.proxy.ProxySettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** The probe on forges, and ways to them, that are broken: one clear cause each, within the limits. */
@Tag("slow")
class ForgeProbeFaultTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** Longer than any busy machine takes to notice a limit; what hangs takes for ever. */
    private static final Duration STUCK = Duration.ofMinutes(1);
    private static final WireMockServer SERVER = new WireMockServer(
        wireMockConfig().bindAddress("127.0.0.1").dynamicPort().dynamicHttpsPort()
    );
    private final ForgeProbe probe = new ForgeProbe(
        new ForgeProperties(Duration.ofSeconds(1), LIMIT, DataSize.ofMegabytes(64), null),
        Outbound.ANYWHERE,
        ProxySettings.NONE,
        Clock.systemUTC()
    );

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void reset() {
        SERVER.resetAll();
    }

    private static String url() {
        return "http://127.0.0.1:" + SERVER.port();
    }

    private Check failureOf(String url) {
        return failure(report(url));
    }

    private static Check failure(ProbeReport report) {
        Check failed = report
            .checks()
            .stream()
            .filter(c -> c.status() == CheckStatus.FAIL)
            .findFirst()
            .orElseThrow();
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.counts()).isNull();
        assertThat(failed.remediation()).isNotBlank();
        return failed;
    }

    private static ProbeTarget target(String url) {
        return new ProbeTarget(
            new ForgeUrl(url),
            null,
            new JobScope.Admin(),
            RunnerLabels.parse("docker"),
            new ApiToken("canary-77e0"),
            null
        );
    }

    private ProbeReport report(String url) {
        long start = System.nanoTime();
        ProbeReport report = probe.probe(target(url));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(STUCK);
        assertThat(report.toString()).doesNotContain("canary-77e0");
        return report;
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(any(anyUrl()).willReturn(answer));
    }

    private static void forgejo(ResponseDefinitionBuilder jobs) {
        SERVER.stubFor(
            get(urlPathEqualTo("/api/v1/version")).willReturn(
                aResponse().withBody("{\"version\":\"15.0.2+gitea-1.22.0\"}")
            )
        );
        SERVER.stubFor(get(urlPathMatching(".*/jobs")).willReturn(jobs));
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(failureOf("http://127.0.0.1:" + port).id()).isEqualTo(CheckId.CONNECT);
    }

    @Test
    void theNameDoesNotResolve() {
        assertThat(failureOf("http://forge.invalid").id()).isEqualTo(CheckId.DNS);
    }

    @Test
    void theServerHangs() {
        answer(aResponse().withFixedDelay(60_000));
        Check failed = failureOf(url());
        assertThat(failed.id()).isEqualTo(CheckId.HTTP);
        assertThat(failed.summary()).contains("did not answer in time");
    }

    @Test
    void theConnectionIsReset() {
        answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(failureOf(url()).id()).isEqualTo(CheckId.HTTP);
    }

    @Test
    void theServerFails() {
        answer(aResponse().withStatus(500));
        Check failed = failureOf(url());
        assertThat(failed.id()).isEqualTo(CheckId.HTTP);
        assertThat(failed.summary()).contains("500");
    }

    @Test
    void theServerAsksForPatience() {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "120"));
        Check failed = failureOf(url());
        assertThat(failed.id()).isEqualTo(CheckId.HTTP);
        assertThat(failed.remediation()).contains("120 s");
    }

    @Test
    void aSignInPageAnswers() {
        answer(
            aResponse()
                .withHeader("Content-Type", "text/html")
                .withBody("<!DOCTYPE html><title>Single sign-on</title><p>canary-of-the-page")
        );
        ProbeReport report = report(url());
        assertThat(failure(report).id()).isEqualTo(CheckId.API);
        assertThat(report.toString()).contains("a web page").doesNotContain("canary-of-the-page");
    }

    @Test
    void somethingElseAnswersJson() {
        answer(aResponse().withBody("{\"hello\":\"world\"}"));
        assertThat(failureOf(url()).id()).isEqualTo(CheckId.API);
    }

    @Test
    void aRedirectLeadsToAnotherHost() {
        answer(
            aResponse()
                .withStatus(302)
                .withHeader("Location", "http://localhost:" + SERVER.port() + "/login")
        );
        Check failed = failureOf(url());
        assertThat(failed.id()).isEqualTo(CheckId.REDIRECT);
        assertThat(failed.summary()).contains("localhost");
        assertThat(SERVER.getAllServeEvents()).as("the token is not sent on").hasSize(1);
    }

    @Test
    void aRedirectLeadsInACircle() {
        answer(aResponse().withStatus(302).withHeader("Location", "/again"));
        Check failed = failureOf(url());
        assertThat(failed.id()).isEqualTo(CheckId.REDIRECT);
        assertThat(failed.summary()).contains("circle");
    }

    @Test
    void theCertificateIsNotTrusted() {
        answer(aResponse().withBody("{}"));
        Check failed = failureOf("https://127.0.0.1:" + SERVER.httpsPort());
        assertThat(failed.id()).isEqualTo(CheckId.TLS);
        assertThat(SERVER.getAllServeEvents()).as("no token goes to a stranger").isEmpty();
    }

    @Test
    void httpsIsAskedOfAPortThatSpeaksHttp() {
        assertThat(failureOf("https://127.0.0.1:" + SERVER.port()).id()).isEqualTo(CheckId.TLS);
    }

    @Test
    void theHeadersDribble() {
        answer(
            aResponse().withChunkedDribbleDelay(60, 60_000).withBody("{\"version\":\"15.0.2+gitea-1.22.0\"}".repeat(50))
        );
        assertThat(failureOf(url()).finding()).isEqualTo(Finding.HTTP_TIMEOUT);
    }

    @Test
    void theListDribbles() {
        forgejo(
            aResponse()
                .withChunkedDribbleDelay(60, 60_000)
                .withBody("[" + "{\"status\":\"waiting\"},".repeat(50))
        );
        assertThat(failureOf(url()).finding()).isEqualTo(Finding.HTTP_TIMEOUT);
    }

    /** 200 MiB of spaces in 200 KiB. */
    @Test
    void aGzipBombDoesNoHarm() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 200; i++) {
                gzip.write(spaces);
            }
        }
        forgejo(aResponse().withHeader("Content-Encoding", "gzip").withBody(bytes.toByteArray()));
        assertThat(failureOf(url()).finding()).isEqualTo(Finding.JOBS_TOO_LARGE);
    }

    @Test
    void theContentTypeIsWrongAndTheBodyIsNot() {
        forgejo(aResponse().withHeader("Content-Type", "text/plain").withBody("[{\"status\":\"waiting\"}]"));
        assertThat(report(url()).counts()).isEqualTo(new JobCounts(1, 0));
    }

    @Test
    void theServerFailsAndThenWorks() {
        answer(aResponse().withStatus(500));
        assertThat(failureOf(url()).finding()).isEqualTo(Finding.HTTP_SERVER_ERROR);
        reset();
        forgejo(aResponse().withBody("null"));
        assertThat(report(url()).counts()).isEqualTo(new JobCounts(0, 0));
    }

    @Test
    void theListBreaksOff() {
        forgejo(aResponse().withBody("[{\"id\":1,\"status\":\"wait"));
        assertThat(failureOf(url()).id()).isEqualTo(CheckId.JOBS);
    }

    @Test
    void theListIsAnotherForges() {
        forgejo(aResponse().withBody("{\"jobs\":[],\"total_count\":0}"));
        assertThat(failureOf(url()).id()).isEqualTo(CheckId.JOBS);
    }

    @Test
    void theListIsNestedWithoutEnd() {
        forgejo(aResponse().withBody("[".repeat(100_000)));
        assertThat(failureOf(url()).id()).isEqualTo(CheckId.JOBS);
    }

    @Test
    void aHundredThousandJobsAreCounted() {
        String body = IntStream.range(0, 100_000)
            .mapToObj(
                i ->
                    "{\"id\":" +
                    i +
                    ",\"name\":\"build\",\"runs_on\":[\"docker\"],\"status\":\"" +
                    (i % 4 == 0 ? "running" : "waiting") +
                    "\"}"
            )
            .collect(Collectors.joining(",", "[", "]"));
        forgejo(aResponse().withBody(body));
        // However long a busy machine takes for them.
        var patient = new ForgeProbe(
            new ForgeProperties(STUCK, STUCK, DataSize.ofMegabytes(64), null),
            Outbound.ANYWHERE,
            ProxySettings.NONE,
            Clock.systemUTC()
        );
        ProbeReport report = patient.probe(target(url()));
        assertThat(report.counts()).isEqualTo(new JobCounts(75_000, 25_000));
    }

    @Test
    void anEndlessListDoesNoHarm() throws Exception {
        try (var endless = new EndlessForgejo()) {
            Check failed = failureOf(endless.url());
            assertThat(failed.id()).isIn(CheckId.JOBS, CheckId.HTTP);
        }
    }

    /** A Forgejo whose list of jobs never ends, as fast as it can be read. */
    private static final class EndlessForgejo implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

        EndlessForgejo() throws IOException {
            Thread.ofVirtual().start(this::serve);
        }

        String url() {
            return "http://127.0.0.1:" + server.getLocalPort();
        }

        private void serve() {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> answer(socket));
                } catch (IOException _) {
                    return;
                }
            }
        }

        private static void answer(Socket socket) {
            try (socket) {
                byte[] request = new byte[4096];
                int n = socket.getInputStream().read(request);
                String head = new String(request, 0, Math.max(0, n), StandardCharsets.US_ASCII);
                OutputStream out = socket.getOutputStream();
                if (head.startsWith("GET /api/v1/version")) {
                    String version = "{\"version\":\"15.0.2+gitea-1.22.0\"}";
                    out.write(
                        (
                            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " +
                            version.length() +
                            "\r\n\r\n" +
                            version
                        ).getBytes(StandardCharsets.US_ASCII)
                    );
                    return;
                }
                out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n[".getBytes(StandardCharsets.US_ASCII));
                byte[] job = "{\"id\":1,\"status\":\"waiting\"},".repeat(1000).getBytes(StandardCharsets.US_ASCII);
                while (true) {
                    out.write(job);
                }
            } catch (IOException _) {
                // The reader has had enough.
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /** More rows than were asked for are not all kept, and take no time that grows with their square. */
    @Test
    void aForgeWithTooManyRunnersDoesNoHarm() throws ProbeFailedException {
        String rows = IntStream.range(0, 2_000)
            .mapToObj("{\"id\":%1$d,\"name\":\"runner-%1$d\",\"status\":\"idle\"}"::formatted)
            .collect(Collectors.joining(","));
        runners("{\"total_count\":2000,\"runners\":[" + rows + "]}");
        assertThat(probe.runners(target(url())).orElseThrow())
            .hasSize(500)
            .doesNotHaveDuplicates();

        runners("{\"total_count\":9,\"runners\":[" + "{},".repeat(300_000) + "{}]}");
        assertThat(probe.runners(target(url()))).isEmpty();
    }

    /** Names are listed of a forge alone, and a list that would fill the heap is not read. */
    @ParameterizedTest
    @ValueSource(strings = { "[]", "{\"version\":\"1.26.0\"}" })
    void nothingIsListedOfWhatIsNoForgeOrOfABomb(String version) {
        String bomb = "[" + "{},".repeat(500_000) + "{\"name\":\"secret\"}]";
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withBody(bomb)));
        SERVER.stubFor(get(urlPathEqualTo("/api/v1/version")).willReturn(aResponse().withBody(version)));
        ProbeFailedException refused = catchThrowableOfType(ProbeFailedException.class, () ->
            new ScopeDiscovery(probe).discover(target(url()), ScopeDiscovery.Kind.ORG, "")
        );
        assertThat(refused.check().finding()).isNotNull();
        assertThat(refused.check().toString()).doesNotContain("secret");
    }

    private static void runners(String body) {
        SERVER.stubFor(get(urlPathEqualTo("/api/v1/admin/actions/runners")).willReturn(aResponse().withBody(body)));
    }
}
