package dev.actrunner.console.forge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A forge's API token. It prints as asterisks; only {@link #reveal()} gives the text. */
public final class ApiToken {

    private static final int MAX_LENGTH = 4096;

    /** Stands where no token is sent. */
    public static final ApiToken NONE = new ApiToken("none");

    private final String value;

    /**
     * @param value the token as the forge gave it
     * @throws IllegalArgumentException when {@link #problemWith} finds one; the message never holds the token
     */
    public ApiToken(String value) {
        String problem = problemWith(value);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        this.value = value;
    }

    /**
     * Describes what is wrong with a token's text, without repeating any of it.
     *
     * @return reason and remediation, or null when the text can be sent in a header
     */
    public static @Nullable String problemWith(String text) {
        if (text.isBlank()) {
            return "is empty: paste the API token that the forge showed when it was created";
        }
        if (!text.equals(text.strip())) {
            return "has spaces or a newline around it: remove them (KEDA would send them, and the forge would reject the token)";
        }
        if (text.length() > MAX_LENGTH) {
            return "is longer than " + MAX_LENGTH + " characters: paste the token alone";
        }
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return "contains a space, a control character or a non-ASCII letter: paste the token alone, on one line";
        }
        return null;
    }

    /** The token itself, for a request header or a Secret and for nothing else. */
    public String reveal() {
        return value;
    }

    /** The text with every occurrence of this token replaced, for messages that others wrote. */
    public String redactFrom(String text) {
        return text.replace(value, "***");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return (
            other instanceof ApiToken token &&
            MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), token.value.getBytes(StandardCharsets.UTF_8))
        );
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
