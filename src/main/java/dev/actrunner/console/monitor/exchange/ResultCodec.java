package dev.actrunner.console.monitor.exchange;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.actrunner.console.cluster.ClusterProperties;
import dev.actrunner.console.keda.scaling.Trigger;
import dev.actrunner.console.secret.Keyring;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encodes requests and answers: JSON, compressed, and sealed with the replicas' common key, so that nobody else can ask, read
 * or make one up.
 */
@Component
class ResultCodec {

    private static final String REQUEST = "replica-request";
    private static final String ANSWER = "replica-answer";

    private static final JsonMapper JSON = JsonMapper.builder()
        .changeDefaultVisibility(all ->
            all
                .withFieldVisibility(Visibility.ANY)
                .withGetterVisibility(Visibility.NONE)
                .withIsGetterVisibility(Visibility.NONE)
        )
        .addMixIn(Trigger.class, Named.class)
        .registerSubtypes(Trigger.MetricsApi.class, Trigger.ForgejoRunner.class)
        // A replica of the next release may tell more.
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();

    private final Keyring keyring;
    private final String of;

    ResultCodec(Keyring keyring, ClusterProperties cluster) {
        this.keyring = keyring;
        // What is said of one cluster is not taken for what is said of another.
        this.of = cluster.remote().isEmpty() ? "" : " of " + cluster.remote();
    }

    /** For interfaces, of which JSON has to say which it is. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    private interface Named {}

    String seal(ResultRequest request) {
        return keyring.seal(REQUEST + of, JSON.writeValueAsBytes(request));
    }

    /** Empty where no replica sealed it. */
    Optional<ResultRequest> openRequest(String sealed) {
        return keyring.open(REQUEST + of, sealed).flatMap(plain -> read(plain, ResultRequest.class));
    }

    byte[] seal(ResultPage page) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(JSON.writeValueAsBytes(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keyring.seal(ANSWER + of, bytes.toByteArray()).getBytes(StandardCharsets.US_ASCII);
    }

    /** Empty where no replica sealed it. */
    Optional<ResultPage> openPage(byte[] sealed) {
        return keyring.open(ANSWER + of, new String(sealed, StandardCharsets.US_ASCII)).flatMap(plain -> {
            try (InputStream json = new GZIPInputStream(new ByteArrayInputStream(plain))) {
                return read(json.readAllBytes(), ResultPage.class);
            } catch (IOException _) {
                return Optional.empty();
            }
        });
    }

    private static <T> Optional<T> read(byte[] json, Class<T> type) {
        try {
            return Optional.of(JSON.readValue(json, type));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
