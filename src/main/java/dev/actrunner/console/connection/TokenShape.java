package dev.actrunner.console.connection;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognizes a Secret's value that is not an API token by itself, without repeating any of it. */
public final class TokenShape {

    private static final Pattern WITH_SCHEME = Pattern.compile("(?i)(?:token|bearer) +(\\S+)");
    private static final Pattern PEM = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");

    private TokenShape() {}

    /** The token of a whole {@code Authorization} header's value, {@code token …} or {@code Bearer …}. */
    public static Optional<String> withoutScheme(String text) {
        Matcher match = WITH_SCHEME.matcher(text.strip());
        return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
    }

    /** Returns what a text is, as the rest of a sentence; empty where nothing is known of it. */
    public static Optional<String> describe(String text) {
        String value = text.strip();
        Matcher pem = PEM.matcher(value);
        if (value.isEmpty()) {
            return Optional.of("is empty");
        }
        if (pem.lookingAt()) {
            return Optional.of("is a PEM block (" + pem.group(1) + ") and no API token");
        }
        if (value.startsWith("{") || value.startsWith("[")) {
            return Optional.of(
                value.contains("\"auths\"")
                    ? "is the sign-in of an image registry (dockerconfigjson) and no API token"
                    : "is JSON and no API token"
            );
        }
        if (value.matches("(?i)https?://\\S+")) {
            return Optional.of("is an address and no API token");
        }
        if (value.regionMatches(true, 0, "basic ", 0, 6)) {
            return Optional.of("is a Basic Authorization, a user and password, and no API token");
        }
        if (value.matches("ssh-\\w+ .*")) {
            return Optional.of("is an SSH key and no API token");
        }
        long lines = value.lines().count();
        if (lines > 1) {
            return Optional.of("has " + lines + " lines, and an API token is one");
        }
        return value.matches("[^:\\s]{1,100}: *\\S.*") && value.contains(" ")
            ? Optional.of("is a key and a value, and the value alone is the API token")
            : Optional.empty();
    }
}
