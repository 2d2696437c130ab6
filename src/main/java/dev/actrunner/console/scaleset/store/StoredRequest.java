package dev.actrunner.console.scaleset.store;

import dev.actrunner.console.scaleset.request.ScaleSetRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the request of a scale set as JSON in an annotation, without a registration token. */
public final class StoredRequest {

    private static final JsonMapper JSON = JsonMapper.builder()
        // What a later release of the console wrote is read as far as this one knows it.
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();

    private StoredRequest() {}

    /**
     * Writes a request.
     *
     * @param registrationSecret the Secret that was named, null where the console keeps its own
     */
    public static String write(ScaleSetRequest request, @Nullable String registrationSecret) {
        ObjectNode node = JSON.valueToTree(request);
        node.remove("registration");
        if (registrationSecret != null) {
            node.putObject("registration").put("secretName", registrationSecret);
        }
        return JSON.writeValueAsString(node);
    }

    /**
     * Reads a request back.
     *
     * @throws IllegalArgumentException where it is not one
     */
    public static ScaleSetRequest read(String text) {
        try {
            ScaleSetRequest request = JSON.readValue(text, ScaleSetRequest.class);
            if (request == null) {
                throw new IllegalArgumentException("it is null");
            }
            return request;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
