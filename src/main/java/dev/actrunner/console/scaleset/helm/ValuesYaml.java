package dev.actrunner.console.scaleset.helm;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.yaml.BoundedYaml;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads YAML with fields as somebody pastes it. */
public final class ValuesYaml {

    private static final int MAX_LENGTH = 256 * 1024;

    private ValuesYaml() {}

    /**
     * Reads YAML or JSON, 256 KiB at most.
     *
     * @param field the field that an error names
     * @throws ConnectionException.Invalid where it is none, or has no fields
     */
    public static Map<?, ?> read(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw ConnectionException.invalid(field, "is empty: paste YAML with fields");
        }
        if (text.length() > MAX_LENGTH) {
            throw ConnectionException.invalid(field, "is longer than 256 KiB");
        }
        Object document;
        try {
            document = BoundedYaml.read(text);
        } catch (BoundedYaml.TooLargeException _) {
            throw ConnectionException.invalid(field, "contains itself, or has too many items or levels");
        } catch (IllegalArgumentException _) {
            throw ConnectionException.invalid(field, "is neither YAML nor JSON");
        }
        if (document instanceof Map<?, ?> map && !map.isEmpty()) {
            return map;
        }
        throw ConnectionException.invalid(field, "has no fields: paste YAML with fields");
    }
}
