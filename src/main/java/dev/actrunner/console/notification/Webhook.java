package dev.actrunner.console.notification;

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
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.json.JsonMapper;

/** Posts what verdicts changed, in their order and on a thread of its own, so that nobody waits for it. */
@Component
class Webhook {

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MOST_LINES = 20;

    private final WebhookProperties properties;
    private final JsonMapper json;
    private final RestClient client;
    private final Outbox outbox;

    @Autowired
    Webhook(WebhookProperties properties, JsonMapper json) {
        this(properties, json, () -> {
            try {
                Thread.sleep(properties.gather());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** @param gather waits for what comes together */
    Webhook(WebhookProperties properties, JsonMapper json, Runnable gather) {
        this.properties = properties;
        this.json = json;
        this.outbox = new Outbox(gather, this::post);
        var requests = new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(TIMEOUT).followRedirects(HttpClient.Redirect.NEVER).build()
        );
        requests.setReadTimeout(TIMEOUT);
        this.client = RestClient.builder().requestFactory(requests).build();
    }

    @EventListener
    void changed(ConnectionStatusChanged changed) {
        ConnectionStatus now = changed.standing();
        if (properties.url() != null && changed.isVerdictChange() && now != null && now.verdict() != null) {
            outbox.add(Message.of(changed, now, now.verdict()));
        }
    }

    /** Where one is given up after all its tries, the others of that time are too: the receiver is not there. */
    private void post(List<Message> messages) {
        List<String> bodies = bodies(messages);
        for (String body : bodies) {
            if (!isTaken(body)) {
                LOG.error("The webhook takes nothing; of {} verdicts that changed not all are told", messages.size());
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
        String said = messages.stream().limit(MOST_LINES).map(Message::text).collect(Collectors.joining("\n"));
        int more = messages.size() - MOST_LINES;
        return more > 0 ? said + "\nand " + more + " more" : said;
    }

    private boolean isTaken(String body) {
        Duration pause = properties.pause();
        for (int attempt = 1; attempt <= properties.attempts(); attempt++) {
            try {
                send(body);
                return true;
            } catch (RestClientException e) {
                LOG.warn(
                    "The webhook did not take a message, try {} of {}: {}",
                    attempt,
                    properties.attempts(),
                    e.getClass().getSimpleName()
                );
            }
            if (attempt < properties.attempts() && !slept(pause)) {
                return false;
            }
            pause = pause.multipliedBy(2);
        }
        return false;
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
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
