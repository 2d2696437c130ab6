package dev.actrunner.console.audit;

import java.util.regex.Pattern;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * Takes what looks like a forge's token (40 hexadecimal digits) or like an Authorization header out of JSON logs: a second
 * line of defence, for what a library may log.
 */
public final class RedactedLog implements StructuredLoggingJsonMembersCustomizer<Object> {

    private static final Pattern SECRET = Pattern.compile(
        "\\b[0-9a-fA-F]{40}\\b|(?i)\\b(bearer|basic|token) +[A-Za-z0-9+/=._~-]{16,}"
    );

    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor(ValueProcessor.of(String.class, RedactedLog::redacted));
    }

    static String redacted(String text) {
        return SECRET.matcher(text).replaceAll("[hidden]");
    }
}
