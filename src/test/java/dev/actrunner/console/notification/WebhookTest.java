package dev.actrunner.console.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.HelmRelease;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeReport.ForgeObservation;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.ConnectionStatus.Subject;
import dev.actrunner.console.monitor.ConnectionStatusChanged;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@Tag("slow")
class WebhookTest {

    private static final Duration GATHER = Duration.ofMillis(100);

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

    private Webhook webhook(WebhookProperties.Format format) {
        return new Webhook(properties(format), JsonMapper.shared());
    }

    private WebhookProperties properties(WebhookProperties.Format format) {
        URI url = URI.create(receiver.baseUrl() + "/hook");
        return new WebhookProperties(url, format, "shared-secret", 3, Duration.ofMillis(50), GATHER);
    }

    private static ConnectionStatusChanged change(@Nullable Verdict from, Verdict to) {
        return change("ci", from, to);
    }

    private static ConnectionStatusChanged change(String name, @Nullable Verdict from, Verdict to) {
        var key = new ConnectionKey("team-a", name);
        Instant at = Instant.parse("2026-01-31T12:00:00Z");
        return new ConnectionStatusChanged(key, from, status(key, to, at));
    }

    private static ConnectionStatus status(ConnectionKey key, Verdict verdict, Instant at) {
        var probe = new ProbeReport(verdict, at, List.of(), ForgeObservation.NONE);
        var observed = new ConnectionStatus.Observed(
            verdict,
            at,
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
        webhook(WebhookProperties.Format.JSON).changed(change(Verdict.READY, Verdict.FAILED));

        await().until(() -> received().size() == 2);
        LoggedRequest request = received().getLast();
        assertThat(request.getBodyAsString()).contains(
            "\"namespace\":\"team-a\"",
            "\"previousVerdict\":\"ready\"",
            "\"verdict\":\"failed\"",
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
        webhook(WebhookProperties.Format.SLACK).changed(change(Verdict.FAILED, Verdict.READY));
        await().until(() -> received().size() == 2);
        assertThat(received().getLast().getBodyAsString()).isEqualTo(
            "{\"text\":\"Connection team-a/ci was failed and is ready\"}"
        );
    }

    /** A forge that stops takes all its connections with it. */
    @Test
    void speaksToPeopleOnceOfWhatChangedTogether() {
        var all = new CountDownLatch(1);
        var webhook = new Webhook(properties(WebhookProperties.Format.SLACK), JsonMapper.shared(), () -> {
            try {
                all.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        for (int i = 0; i < 500; i++) {
            webhook.changed(change("ci-" + i, Verdict.READY, Verdict.FAILED));
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
        Webhook webhook = webhook(WebhookProperties.Format.JSON);
        webhook.changed(change(Verdict.READY, Verdict.FAILED));
        webhook.changed(change(Verdict.FAILED, Verdict.READY));
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
        Webhook webhook = webhook(WebhookProperties.Format.JSON);
        for (int i = 0; i < 100; i++) {
            webhook.changed(change("ci-" + i, Verdict.READY, Verdict.FAILED));
        }
        await()
            .during(Duration.ofSeconds(1))
            .until(() -> received().size() == 3);
    }

    @Test
    void saysNothingWhereNoVerdictChanged() throws Exception {
        Webhook webhook = webhook(WebhookProperties.Format.JSON);
        webhook.changed(change(null, Verdict.FAILED));
        webhook.changed(change(Verdict.READY, Verdict.READY));
        new Webhook(
            new WebhookProperties(null, WebhookProperties.Format.JSON, null, 3, Duration.ZERO, GATHER),
            JsonMapper.shared()
        ).changed(change(Verdict.READY, Verdict.FAILED));
        Thread.sleep(300);
        assertThat(received()).isEmpty();
    }
}
