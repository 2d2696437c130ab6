package dev.actrunner.console.forge.json;

import dev.actrunner.console.forge.http.BoundedInputStream;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes requests to a forge, and reads its answers as trees. A page of 50 repositories has 15,000 tokens; an answer of four times that many fails,
 * because two bytes of it can become a hundred in memory.
 */
public final class ForgeJson {

    private static final int MAX_TOKENS = 60_000;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_STRING = 256 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder(
        JsonFactory.builder()
            // No buffer is kept of what was read or written, which may have been a token or a password.
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxTokenCount(MAX_TOKENS)
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .build()
            )
            .build()
    ).build();

    private ForgeJson() {}

    /** Writes the body of a request. */
    public static String write(Object body) {
        return JSON.writeValueAsString(body);
    }

    /**
     * Reads a whole body.
     *
     * @param maxBytes how long it may be
     * @throws JacksonException when it is not JSON, breaks off, cannot be read, or is larger than it may be
     */
    public static JsonNode read(Response response, long maxBytes) {
        return JSON.readTree(new BoundedInputStream(response.body().byteStream(), maxBytes));
    }
}
