package dev.actrunner.console.scaleset.helm;

import dev.actrunner.console.connection.ConnectionException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads YAML with fields as somebody pastes it. */
public final class ValuesYaml {

    private static final int MAX_LENGTH = 256 * 1024;
    private static final int MAX_DEPTH = 30;

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
        var options = new LoaderOptions();
        // Aliases to lists and maps are how a small text becomes a large document; values.yaml files have a few of them.
        options.setMaxAliasesForCollections(20);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(MAX_LENGTH);
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        Object document;
        try {
            document = new Yaml(new SafeConstructor(options)).load(text);
        } catch (YAMLException | ArithmeticException | StackOverflowError _) {
            throw ConnectionException.invalid(field, "is neither YAML nor JSON");
        }
        if (!isTree(document, MAX_DEPTH)) {
            throw ConnectionException.invalid(
                field,
                "contains itself, or is nested deeper than " + MAX_DEPTH + " levels"
            );
        }
        if (document instanceof Map<?, ?> map && !map.isEmpty()) {
            return map;
        }
        throw ConnectionException.invalid(field, "has no fields: paste YAML with fields");
    }

    /** An alias may name what it is in. */
    private static boolean isTree(@Nullable Object node, int depth) {
        return switch (node) {
            case Map<?, ?> map -> depth > 0 &&
                map
                    .values()
                    .stream()
                    .allMatch(each -> isTree(each, depth - 1));
            case List<?> list -> depth > 0 && list.stream().allMatch(each -> isTree(each, depth - 1));
            case null, default -> true;
        };
    }
}
