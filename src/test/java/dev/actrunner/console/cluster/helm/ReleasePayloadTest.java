package dev.actrunner.console.cluster.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Helm's record of a release, and what takes its place to use memory up. */
class ReleasePayloadTest {

    /** A Secret's value of a text that is written again and again. */
    private static String packed(String before, String again, int times, String after) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] repeated = again.getBytes(StandardCharsets.UTF_8);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(before.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < times; i++) {
                gzip.write(repeated);
            }
            gzip.write(after.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(Base64.getEncoder().encode(bytes.toByteArray()));
    }

    @Test
    void readsWhatItWrites() throws IOException {
        ObjectNode release = JsonMapper.shared().createObjectNode().put("name", "runners").put("version", 3);
        assertThat(ReleasePayload.decode(ReleasePayload.encode(release))).isEqualTo(release);
        assertThat(ReleasePayload.decode(packed("{\"list\":[", "{},", 100, "{}]}")).path("list")).hasSize(101);
    }

    @Test
    void refusesWhatUnpacksToMoreThanAReleaseHas() throws IOException {
        String spaces = packed("", " ".repeat(64 * 1024), 1024, "");
        assertThatThrownBy(() -> ReleasePayload.decode(spaces))
            .isInstanceOf(IOException.class)
            .hasMessage("it unpacks to more than 16 MiB");
    }

    /** Three bytes each, of which a tree would make a hundred. */
    @Test
    void refusesMoreObjectsThanAReleaseHas() throws IOException {
        String objects = packed("{\"list\":[", "{},", 1_000_000, "{}]}");
        assertThatThrownBy(() -> ReleasePayload.decode(objects))
            .isInstanceOf(IOException.class)
            .hasMessage("it is not in Helm's form");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "[]", "null", "{\"a\":", "no JSON" })
    void refusesWhatIsNoObject(String text) throws IOException {
        String value = packed(text, "", 0, "");
        assertThatThrownBy(() -> ReleasePayload.decode(value)).isInstanceOf(IOException.class);
    }

    /** Neither in base64, nor twice, nor compressed. */
    @ParameterizedTest
    @ValueSource(strings = { "?", "YQ==", "WVE9PQ==" })
    void refusesWhatIsNotPackedAsHelmDoes(String value) {
        assertThatThrownBy(() -> ReleasePayload.decode(value)).isInstanceOf(IOException.class);
    }
}
