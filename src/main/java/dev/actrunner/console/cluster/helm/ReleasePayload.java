package dev.actrunner.console.cluster.helm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Encodes what Helm stores of a release: JSON, compressed with gzip, in base64; Kubernetes puts its own base64 around it
 * ({@code pkg/storage/driver/util.go} of Helm).
 */
final class ReleasePayload {

    /** A Secret holds 1 MiB; a chart that unpacks to more than this is a trap. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    /** Beside this a chart of charts is small; two bytes each can become a hundred in memory. */
    private static final int MAX_TOKENS = 300_000;

    private static final JsonMapper JSON = JsonMapper.builder(
        JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxTokenCount(MAX_TOKENS).build())
            .build()
    ).build();

    private ReleasePayload() {}

    /**
     * Decodes a Secret's value.
     *
     * @param value with Kubernetes' base64
     * @throws IOException where it is none
     */
    static ObjectNode decode(String value) throws IOException {
        try {
            byte[] bytes = Base64.getDecoder().decode(Base64.getDecoder().decode(value));
            try (InputStream json = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                byte[] plain = json.readNBytes(MAX_BYTES + 1);
                if (plain.length > MAX_BYTES) {
                    throw new IOException("it unpacks to more than 16 MiB");
                }
                return JSON.readTree(plain) instanceof ObjectNode release ? release : fail();
            }
        } catch (IllegalArgumentException | JacksonException e) {
            throw new IOException("it is not in Helm's form", e);
        }
    }

    private static ObjectNode fail() throws IOException {
        throw new IOException("it is no JSON object");
    }

    /** Encodes a release as a Secret's value, with Kubernetes' base64. */
    static String encode(ObjectNode release) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(JSON.writeValueAsBytes(release));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        byte[] helms = Base64.getEncoder().encode(bytes.toByteArray());
        return Base64.getEncoder().encodeToString(
            new String(helms, StandardCharsets.US_ASCII).getBytes(StandardCharsets.US_ASCII)
        );
    }
}
