package dev.actrunner.console.scaleset.helm;

import dev.actrunner.console.connection.ConnectionException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML with fields as somebody pastes it. */
public final class ValuesYaml {

    private static final int MAX_LENGTH = 256 * 1024;
    private static final int MAX_DEPTH = 30;
    private static final int MAX_NODES = 50_000;

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
            var dump = new DumperOptions();
            document = new Yaml(
                new SafeConstructor(options),
                new Representer(dump),
                dump,
                options,
                new WithoutDates()
            ).load(text);
        } catch (YAMLException | ArithmeticException | StackOverflowError _) {
            throw ConnectionException.invalid(field, "is neither YAML nor JSON");
        }
        if (!new Size().fits(document, MAX_DEPTH)) {
            throw ConnectionException.invalid(field, "contains itself, or has too many items or levels");
        }
        if (document instanceof Map<?, ?> map && !map.isEmpty()) {
            return map;
        }
        throw ConnectionException.invalid(field, "has no fields: paste YAML with fields");
    }

    /** Counts what an alias repeats as often as it stands there: a small text must not become a large document. */
    private static final class Size {

        private int nodes;

        boolean fits(@Nullable Object node, int depth) {
            if (++nodes > MAX_NODES || depth < 0) {
                return false;
            }
            return switch (node) {
                // An alias may name what it is in.
                case Map<?, ?> map -> map.values()
                    .stream()
                    .allMatch(each -> fits(each, depth - 1));
                case List<?> list -> list.stream().allMatch(each -> fits(each, depth - 1));
                case null, default -> true;
            };
        }
    }

    /** A date is text, as Helm has it. */
    private static final class WithoutDates extends Resolver {

        @Override
        public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, regexp, first, limit);
            }
        }
    }
}
