package dev.actrunner.console.notification;

import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.ConnectionStatusChanged;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.EventListener;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.json.JsonMapper;

/** Posts changes of verdicts to a webhook, in their order and on a thread of its own, so that nobody waits for it. */
@Component
class Webhook {

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_LINES = 20;

    private final WebhookProperties properties;
    private final JsonMapper json;
    private final RestClient client;
    private final Outbox outbox;
    private final RetryTemplate retries;

    @Autowired
    Webhook(WebhookProperties properties, JsonMapper json) {
        this(properties, json, () -> {
            try {
                Thread.sleep(properties.batchDelay());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** @param batchDelay waits for what comes together */
    Webhook(WebhookProperties properties, JsonMapper json, Runnable batchDelay) {
        this.properties = properties;
        this.json = json;
        this.outbox = new Outbox(batchDelay, this::post);
        var requests = new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(TIMEOUT).followRedirects(HttpClient.Redirect.NEVER).build()
        );
        requests.setReadTimeout(TIMEOUT);
        this.retries = new RetryTemplate(
            RetryPolicy.builder()
                .includes(RestClientException.class)
                .maxRetries(properties.maxAttempts() - 1L)
                .delay(properties.retryDelay())
                .multiplier(2)
                .build()
        );
        this.client = RestClient.builder().requestFactory(requests).build();
    }

    @EventListener
    void changed(ConnectionStatusChanged changed) {
        Verdict previous = changed.previousVerdict();
        ConnectionStatus.Observed now = changed.status() == null ? null : changed.status().observed();
        if (properties.url() != null && changed.isVerdictChange() && previous != null && now != null) {
            outbox.add(Message.of(changed.key(), previous, now));
        }
    }

    /** Posts messages. Where one fails all its attempts, the others are dropped too: the receiver is not there. */
    private void post(List<Message> messages) {
        List<String> bodies = bodies(messages);
        for (String body : bodies) {
            if (!tryPost(body)) {
                LOG.error("The webhook accepts nothing: {} changes of verdicts are not all posted", messages.size());
                return;
            }
        }
    }

    private List<String> bodies(List<Message> messages) {
        if (properties.format() == WebhookProperties.Format.SLACK) {
            return List.of(json.writeValueAsString(Map.of("text", text(messages))));
        }
        return messages.stream().map(json::writeValueAsString).toList();
    }

    /** Verdicts that changed together, such as those of all connections on one forge, are one message to people. */
    private static String text(List<Message> messages) {
        String lines = messages.stream().limit(MAX_LINES).map(Message::text).collect(Collectors.joining("\n"));
        int more = messages.size() - MAX_LINES;
        return more > 0 ? lines + "\nand " + more + " more" : lines;
    }

    private boolean tryPost(String body) {
        try {
            retries.execute(() -> {
                try {
                    send(body);
                    return true;
                } catch (RestClientException e) {
                    LOG.warn("The webhook did not accept a message: {}", e.getClass().getSimpleName());
                    throw e;
                }
            });
            return true;
        } catch (RetryException _) {
            return false;
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
