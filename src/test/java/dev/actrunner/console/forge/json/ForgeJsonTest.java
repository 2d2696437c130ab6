package dev.actrunner.console.forge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;

class ForgeJsonTest {

    private static Response response(String body) {
        return new Response.Builder()
            .request(new Request.Builder().url("http://git.example").build())
            .protocol(Protocol.HTTP_1_1)
            .code(200)
            .message("OK")
            .body(ResponseBody.create(body, MediaType.get("application/json")))
            .build();
    }

    @Test
    void aPageOfRepositoriesIsRead() {
        // As long as Gitea's: about 140 fields, of which the owner's and the permissions' are objects of their own.
        String row = "{" + "\"field\":\"value\",".repeat(140) + "\"owner\":{\"login\":\"team\"}}";
        String page = "{\"ok\":true,\"data\":[" + (row + ",").repeat(49) + row + "]}";
        assertThat(
            ForgeJson.read(response(page), 4 << 20)
                .path("data")
                .size()
        ).isEqualTo(50);
    }

    static Stream<String> bombs() {
        return Stream.of(
            // Two bytes each, and a hundred in memory.
            "[" + "{},".repeat(1_000_000) + "{}]",
            "[" + "1,".repeat(1_000_000) + "1]",
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "[{\"name\":\"" + "a".repeat(1_000_000) + "\"}]",
            // Longer than it may be, and broken off.
            "[" + " ".repeat(5_000_000) + "]",
            "[{\"name\":\"a"
        );
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void aBombIsNotRead(String bomb) {
        try (Response response = response(bomb)) {
            assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> ForgeJson.read(response, 4 << 20));
        }
    }
}
