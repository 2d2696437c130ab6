package dev.actrunner.console.notification;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.Standing;
import dev.actrunner.console.monitor.StandingChanged;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.json.JsonMapper;

/** Posts a message for each verdict that changed; each on a thread of its own, so that nobody waits for it. */
@Component
class Webhook {

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final WebhookProperties properties;
    private final JsonMapper json;
    private final RestClient client;

    Webhook(WebhookProperties properties, JsonMapper json) {
        this.properties = properties;
        this.json = json;
        var requests = new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(TIMEOUT).followRedirects(HttpClient.Redirect.NEVER).build()
        );
        requests.setReadTimeout(TIMEOUT);
        this.client = RestClient.builder().requestFactory(requests).build();
    }

    /**
     * What is posted.
     *
     * @param from the verdict before
     * @param finding what was found, by its id in the catalogue; null where nothing is wrong
     */
    record Message(
        String namespace,
        String connection,
        String from,
        String to,
        @Nullable String finding,
        @Nullable String summary,
        @Nullable String remedy,
        Instant at
    ) {
        static Message of(StandingChanged changed, Standing now, Verdict to) {
            Check worst =
                now.report() == null
                    ? null
                    : now
                          .report()
                          .probe()
                          .checks()
                          .stream()
                          .filter(c -> c.finding() != null)
                          .max((a, b) ->
                              Boolean.compare(a.outcome() == Check.Outcome.FAIL, b.outcome() == Check.Outcome.FAIL)
                          )
                          .orElse(null);
            return new Message(
                changed.key().namespace(),
                changed.key().name(),
                Objects.requireNonNull(changed.from()).id(),
                to.id(),
                worst == null || worst.finding() == null ? null : worst.finding().id(),
                worst == null ? null : worst.summary(),
                worst == null ? null : worst.remedy(),
                now.since() == null ? Instant.EPOCH : now.since()
            );
        }

        String text() {
            String what = summary == null ? "" : ": " + summary + (remedy == null ? "" : " " + remedy);
            return "Connection " + namespace + "/" + connection + " was " + from + " and is " + to + what;
        }
    }

    @EventListener
    void changed(StandingChanged changed) {
        Standing now = changed.standing();
        if (properties.url() != null && changed.isVerdictChange() && now != null && now.verdict() != null) {
            Message message = Message.of(changed, now, now.verdict());
            Thread.ofVirtual()
                .name("webhook")
                .start(() -> post(message));
        }
    }

    private void post(Message message) {
        String body = json.writeValueAsString(
            properties.format() == WebhookProperties.Format.SLACK ? Map.of("text", message.text()) : message
        );
        Duration pause = properties.pause();
        for (int attempt = 1; attempt <= properties.attempts(); attempt++) {
            try {
                send(body);
                return;
            } catch (RestClientException e) {
                LOG.warn(
                    "The webhook did not take the message about {}/{}, try {} of {}: {}",
                    message.namespace(),
                    message.connection(),
                    attempt,
                    properties.attempts(),
                    e.getClass().getSimpleName()
                );
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
            pause = pause.multipliedBy(2);
        }
    }

    private void send(String body) {
        var request = client
            .post()
            .uri(Objects.requireNonNull(properties.url()))
            .contentType(MediaType.APPLICATION_JSON);
        if (properties.secret() != null) {
            request.header("X-Act-Runner-Console-Signature", "sha256=" + hmac(properties.secret(), body));
        }
        request.body(body).retrieve().toBodilessEntity();
    }

    private static String hmac(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
