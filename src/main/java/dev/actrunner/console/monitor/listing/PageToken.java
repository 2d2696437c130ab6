package dev.actrunner.console.monitor.listing;

import dev.actrunner.console.connection.ConnectionException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.BiFunction;

/** Encodes where a page of a list ends, by the namespace and name of its last item. */
public final class PageToken {

    private PageToken() {}

    /** Encodes a key that prints as {@code namespace/name}. */
    public static String encode(Record key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Decodes a key.
     *
     * @param toKey makes it of a namespace and a name
     * @throws ConnectionException.Invalid where no page gave the text
     */
    public static <K> K decode(String text, BiFunction<String, String, K> toKey) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("/", 2);
            return toKey.apply(parts[0], parts.length > 1 ? parts[1] : "");
        } catch (IllegalArgumentException | ConnectionException.Invalid _) {
            throw ConnectionException.invalid(
                "continue",
                "is not a value that a page of this list returned: begin again without it"
            );
        }
    }
}
