package dev.actrunner.console.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.HelmRelease;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeReport.ForgeObservation;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.ConnectionStatus.Subject;
import dev.actrunner.console.monitor.ConnectionStatusChanged;
import dev.actrunner.console.notification.ReceiverProperties.Format;
import dev.actrunner.console.testing.SampleConnections;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;
import tools.jackson.databind.json.JsonMapper;

@Tag("slow")
class ReceiverTest {

    private static final Duration GATHER = Duration.ofMillis(100);
    private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");

    private final WireMockServer receiver = new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

    @BeforeEach
    void start() {
        receiver.start();
        receiver.stubFor(
            post("/hook")
                .inScenario("busy")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(503))
                .willSetStateTo("free")
        );
        receiver.stubFor(post("/hook").inScenario("busy").whenScenarioStateIs("free").willReturn(aResponse()));
    }

    @AfterEach
    void stop() {
        receiver.stop();
    }

    private Receiver receiver(Format format) {
        return receiver(format, ReceiverTest::gather);
    }

    private Receiver receiver(Format format, Runnable batchDelay) {
        ReceiverProperties properties = properties(Map.of("format", format.name()));
        return new Receiver(
            "hook",
            properties,
            new HttpTransport(properties, JsonMapper.shared()),
            List::of,
            Outbox.Post.ALWAYS,
            batchDelay
        );
    }

    private static void gather() {
        try {
            Thread.sleep(GATHER);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** As they are read from the console's settings. */
    private ReceiverProperties properties(Map<String, String> settings) {
        var all = new HashMap<>(
            Map.of(
                "url",
                receiver.baseUrl() + "/hook",
                "secret",
                "shared-secret",
                "max-attempts",
                "3",
                "retry-delay",
                "50ms"
            )
        );
        all.putAll(settings);
        return new Binder(new MapConfigurationPropertySource(all)).bind("", ReceiverProperties.class).get();
    }

    private static ConnectionStatusChanged change(@Nullable Verdict from, Verdict to) {
        return change("ci", from, to);
    }

    private static ConnectionStatusChanged change(String name, @Nullable Verdict from, Verdict to) {
        var key = new ConnectionKey("team-a", name);
        return new ConnectionStatusChanged(key, from, status(key, to, AT));
    }

    private static ConnectionStatus status(ConnectionKey key, Verdict verdict, Instant at) {
        var probe = new ProbeReport(verdict, at, List.of(), ForgeObservation.NONE);
        var observed = new ConnectionStatus.Observed(
            verdict,
            at,
            false,
            new ConnectionReport(probe, null, List.of(), List.of()),
            ""
        );
        return new ConnectionStatus(
            key,
            new Subject.OfHelm(new HelmRelease(key, "Helm", "ci")),
            observed,
            null,
            null,
            ""
        );
    }

    private List<LoggedRequest> received() {
        return receiver.findAll(postRequestedFor(urlEqualTo("/hook")));
    }

    @Test
    void signsWhatItPostsAndTriesAgainWhereItIsNotTaken() throws Exception {
        receiver(Format.JSON).record(change(Verdict.READY, Verdict.FAILED), AT);

        await().until(() -> received().size() == 2);
        LoggedRequest request = received().getLast();
        assertThat(request.getBodyAsString()).contains(
            "\"namespace\":\"team-a\"",
            "\"previousVerdict\":\"ready\"",
            "\"verdict\":\"failed\"",
            "\"event\":\"problem\"",
            "\"connections\":1",
            "\"at\":\"2026-01-31T12:00:00Z\""
        );
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("shared-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(request.getHeader("X-Act-Runner-Console-Signature")).isEqualTo(
            "sha256=" + HexFormat.of().formatHex(mac.doFinal(request.getBody()))
        );
    }

    @Test
    void speaksToSlackInItsOwnForm() {
        receiver(Format.SLACK).record(change(Verdict.FAILED, Verdict.READY), AT);
        await().until(() -> received().size() == 2);
        assertThat(received().getLast().getBodyAsString()).isEqualTo(
            "{\"text\":\"Connection team-a/ci was failed and is ready\"}"
        );
    }

    /** A forge that stops takes all its connections with it. */
    @Test
    void speaksToPeopleOnceOfWhatChangedTogether() {
        var all = new CountDownLatch(1);
        Receiver notified = receiver(Format.SLACK, () -> {
            try {
                all.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        for (int i = 0; i < 500; i++) {
            notified.record(change("ci-" + i, Verdict.READY, Verdict.FAILED), AT);
        }
        all.countDown();
        await().until(() -> received().size() == 2);
        assertThat(received().getLast().getBodyAsString())
            .contains("Connection team-a/ci-0 was ready and is failed\\n", "ci-19 was", "and 480 more")
            .doesNotContain("ci-20 ");
    }

    /** Otherwise what is over would be said last. */
    @Test
    void keepsTheOrderAlsoWhereOneIsTriedAgain() {
        Receiver notified = receiver(Format.JSON);
        notified.record(change(Verdict.READY, Verdict.FAILED), AT);
        notified.record(change(Verdict.FAILED, Verdict.READY), AT);
        await().until(() -> received().size() == 3);
        assertThat(received())
            .extracting(LoggedRequest::getBodyAsString)
            .satisfiesExactly(
                refused -> assertThat(refused).contains("\"verdict\":\"failed\""),
                first -> assertThat(first).contains("\"verdict\":\"failed\""),
                second -> assertThat(second).contains("\"verdict\":\"ready\"")
            );
    }

    @Test
    void givesUpWhatAReceiverThatIsNotThereDoesNotTake() {
        receiver.resetAll();
        Receiver notified = receiver(Format.JSON);
        for (int i = 0; i < 100; i++) {
            notified.record(change("ci-" + i, Verdict.READY, Verdict.FAILED), AT);
        }
        await()
            .during(Duration.ofSeconds(1))
            .until(() -> received().size() == 3);
    }

    @Test
    void saysNothingWhereNoVerdictChanged() throws Exception {
        Receiver notified = receiver(Format.JSON);
        notified.record(change(null, Verdict.FAILED), AT);
        notified.record(change(Verdict.READY, Verdict.READY), AT);
        Thread.sleep(300);
        assertThat(received()).isEmpty();
    }

    private void saysAfterAChange(Map<String, String> settings, String path, String... contents) {
        receiver.resetAll();
        receiver.stubFor(any(anyUrl()).willReturn(aResponse()));
        ReceiverProperties properties = properties(settings);
        new Receiver(
            "hook",
            properties,
            new HttpTransport(properties, JsonMapper.shared()),
            List::of,
            Outbox.Post.ALWAYS,
            ReceiverTest::gather
        ).record(change(Verdict.READY, Verdict.FAILED), AT);
        await().until(() -> !receiver.getAllServeEvents().isEmpty());
        LoggedRequest request = receiver.getAllServeEvents().getFirst().getRequest();
        assertThat(request.getMethod() + " " + request.getUrl()).matches(path);
        assertThat(request.getBodyAsString()).contains(contents);
        String token = settings.get("token");
        assertThat(request.getHeader("Authorization")).isEqualTo(token == null ? null : "Bearer " + token);
    }

    @Test
    void postsACardToTeams() {
        saysAfterAChange(
            Map.of("format", "teams"),
            "POST /hook",
            "\"type\":\"AdaptiveCard\"",
            "\"contentType\":\"application/vnd.microsoft.card.adaptive\"",
            "\"text\":\"Connection team-a/ci was ready and is failed\""
        );
    }

    @Test
    void writesIntoARoomOfMatrix() {
        saysAfterAChange(
            Map.of("format", "matrix", "url", receiver.baseUrl(), "room", "!a/b:example.org", "token", "syt_1"),
            "PUT /_matrix/client/v3/rooms/(!|%21)a%2Fb(:|%3A)example.org/send/m.room.message/[-0-9a-f]{36}",
            "\"msgtype\":\"m.text\"",
            "\"body\":\"Connection team-a/ci was ready and is failed\""
        );
    }

    @Test
    void publishesToATopicOfNtfy() {
        saysAfterAChange(
            Map.of("format", "ntfy", "url", receiver.baseUrl() + "/ntfy/runners", "token", "tk_1"),
            "POST /ntfy/",
            "\"topic\":\"runners\"",
            "\"title\":\"Connection team-a/ci was ready and is failed\"",
            "\"priority\":4"
        );
    }

    @Test
    void tellsOnlyWhatIsWanted() throws Exception {
        receiver.resetAll();
        receiver.stubFor(any(anyUrl()).willReturn(aResponse()));
        for (Map<String, String> settings : List.of(
            Map.of("namespaces", "team-b"),
            Map.of("forges", "git.example.com")
        )) {
            ReceiverProperties properties = properties(settings);
            var transport = new HttpTransport(properties, JsonMapper.shared());
            new Receiver("hook", properties, transport, List::of, Outbox.Post.ALWAYS, () -> {}).record(
                change(Verdict.READY, Verdict.FAILED),
                AT
            );
        }
        ReceiverProperties failures = properties(Map.of("severity", "failed"));
        var picky = new Receiver(
            "hook",
            failures,
            new HttpTransport(failures, JsonMapper.shared()),
            List::of,
            Outbox.Post.ALWAYS,
            () -> {}
        );
        picky.record(change(Verdict.READY, Verdict.WARNING), AT);
        picky.record(change(Verdict.WARNING, Verdict.FAILED), AT);
        await().until(() -> received().size() == 1);
        picky.record(change(Verdict.FAILED, Verdict.WARNING), AT);
        await().until(() -> received().size() == 2);
        assertThat(received())
            .extracting(LoggedRequest::getBodyAsString)
            .satisfiesExactlyInAnyOrder(
                first -> assertThat(first).contains("\"event\":\"problem\"", "\"verdict\":\"failed\""),
                second -> assertThat(second).contains("\"event\":\"recovery\"", "\"verdict\":\"warning\"")
            );
    }

    @Test
    void testsAReceiverOnceAndSaysWhatItAnswers() {
        receiver.resetAll();
        receiver.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(204)));
        assertThat(receiver(Format.SLACK).test(AT)).isEqualTo("HTTP 204");
        assertThat(received().getFirst().getBodyAsString()).contains("Test notification of Act Runner Console");
        receiver.resetAll();
        assertThatThrownBy(() -> receiver(Format.SLACK).test(AT)).hasMessageContaining("404");
        assertThat(received()).hasSize(1);
    }

    /** A text of a forge is shown, and neither links to anything nor calls anybody. */
    @Test
    void whatIsQuotedInSlackIsText() {
        var message = new Message(
            Message.Event.PROBLEM,
            "team-a",
            "ci",
            "ready",
            "failed",
            "api.web-page",
            "<!channel> & <https://evil.test> @all [here](https://evil.test)",
            "a > b",
            AT,
            null,
            1,
            null
        );
        String body = Payload.of(List.of(message), properties(Map.of("format", "slack")), JsonMapper.shared())
            .getFirst()
            .body();
        assertThat(body).contains(
            "&lt;!channel&gt; &amp; &lt;https://evil.test&gt; @\u200ball [here]\u200b(https://evil.test) a &gt; b"
        );
    }

    @Test
    void sendsAMail() {
        ReceiverProperties properties = properties(
            Map.of("format", "mail", "from", "console@example.org", "to", "a@example.org,b@example.org")
        );
        List<SimpleMailMessage> sent = new CopyOnWriteArrayList<>();
        MailSender sender = new MailSender() {
            @Override
            public void send(SimpleMailMessage... messages) {
                sent.addAll(List.of(messages));
            }
        };
        var notified = new Receiver(
            "mail",
            properties,
            new MailTransport(properties, sender),
            List::of,
            Outbox.Post.ALWAYS,
            ReceiverTest::gather
        );
        notified.record(change("ci", Verdict.READY, Verdict.FAILED), AT);
        notified.record(change("cd", Verdict.READY, Verdict.FAILED), AT);
        await().until(() -> !sent.isEmpty());
        SimpleMailMessage mail = sent.getFirst();
        assertThat(mail.getTo()).containsExactly("a@example.org", "b@example.org");
        assertThat(mail.getSubject()).isEqualTo("Connection team-a/ci was ready and is failed, and 1 more");
        assertThat(mail.getText()).contains("team-a/ci was ready", "team-a/cd was ready");
    }

    private static ConnectionStatusChanged silenced(Verdict before, Verdict now, @Nullable Instant until) {
        Connection it = SampleConnections.connection("team-a/ci");
        var silence = until == null ? null : new Connection.Silence("jo", AT, until, null, "maintenance");
        var connection = new Connection(
            it.key(),
            it.forge(),
            it.platform(),
            it.ca(),
            it.scope(),
            it.labels(),
            it.token(),
            it.authentication(),
            it.users(),
            it.interval(),
            it.parameters(),
            it.otherParameters(),
            silence,
            it.etag()
        );
        var probe = new ProbeReport(now, AT, List.of(), ForgeObservation.NONE);
        var observed = new ConnectionStatus.Observed(
            now,
            AT,
            false,
            new ConnectionReport(probe, null, List.of(), List.of()),
            ""
        );
        var status = new ConnectionStatus(it.key(), new Subject.OfConsole(connection), observed, null, null, "");
        return new ConnectionStatusChanged(it.key(), before, status);
    }

    /** Maintenance that takes longer than somebody thought is an outage. */
    @Test
    void tellsOfWhatLastsAfterItWasSilenced() throws Exception {
        receiver.resetAll();
        receiver.stubFor(any(anyUrl()).willReturn(aResponse()));
        Receiver notified = receiver(Format.SLACK, () -> {});
        ConnectionStatusChanged change = silenced(Verdict.READY, Verdict.FAILED, AT.plusSeconds(3600));
        notified.record(change, AT);
        notified.remind(_ -> change.status(), AT.plusSeconds(3599));
        Thread.sleep(200);
        assertThat(received()).isEmpty();
        notified.remind(_ -> change.status(), AT.plusSeconds(3600));
        await().until(() -> received().size() == 1);
        notified.remind(_ -> change.status(), AT.plusSeconds(3630));
        notified.record(silenced(Verdict.FAILED, Verdict.READY, AT.plusSeconds(3600)), AT.plusSeconds(3700));
        await().until(() -> received().size() == 2);
        assertThat(received().getLast().getBodyAsString()).contains("was failed and is ready");
    }

    @Test
    void whatIsOverBeforeTheSilenceIsNeverTold() throws Exception {
        receiver.resetAll();
        receiver.stubFor(any(anyUrl()).willReturn(aResponse()));
        Receiver notified = receiver(Format.SLACK, () -> {});
        notified.record(silenced(Verdict.READY, Verdict.FAILED, AT.plusSeconds(3600)), AT);
        ConnectionStatusChanged over = silenced(Verdict.FAILED, Verdict.READY, AT.plusSeconds(3600));
        notified.record(over, AT.plusSeconds(60));
        notified.remind(_ -> over.status(), AT.plusSeconds(3600));
        Thread.sleep(200);
        assertThat(received()).isEmpty();
    }
}
