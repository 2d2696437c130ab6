package dev.actrunner.console.notification;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** Sends notifications by HTTP. */
final class HttpTransport implements Transport {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ReceiverProperties properties;
    private final JsonMapper json;
    private final RestClient client;

    HttpTransport(ReceiverProperties properties, JsonMapper json) {
        this.properties = properties;
        this.json = json;
        var requests = new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(TIMEOUT).followRedirects(HttpClient.Redirect.NEVER).build()
        );
        requests.setReadTimeout(TIMEOUT);
        this.client = RestClient.builder().requestFactory(requests).build();
    }

    @Override
    public List<Supplier<String>> requests(List<Message> messages) {
        return Payload.of(messages, properties, json)
            .stream()
            .<Supplier<String>>map(payload -> () -> post(payload))
            .toList();
    }

    private String post(Payload payload) {
        var request = client.method(payload.method()).uri(payload.uri()).contentType(MediaType.APPLICATION_JSON);
        String token = properties.token();
        if (token != null) {
            request.headers(headers -> headers.setBearerAuth(token));
        }
        if (properties.secret() != null) {
            request.header("X-Act-Runner-Console-Signature", "sha256=" + hmac(properties.secret(), payload.body()));
        }
        ResponseEntity<Void> answer = request.body(payload.body()).retrieve().toBodilessEntity();
        return "HTTP " + answer.getStatusCode().value();
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
