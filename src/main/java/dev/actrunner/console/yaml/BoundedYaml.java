package dev.actrunner.console.yaml;

import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML that anybody may have written, so that a small text does not become a large document, or one without end. */
public final class BoundedYaml {

    private static final int MAX_DEPTH = 30;
    private static final int MAX_NODES = 50_000;
    /** Aliases to lists and maps are how a small text becomes a large document; values.yaml files have a few of them. */
    private static final int MAX_ALIASES = 20;

    /** Thrown for a document that contains itself, or has too many items or levels. */
    public static final class TooLargeException extends IllegalArgumentException {

        @Serial
        private static final long serialVersionUID = 1;

        TooLargeException() {
            super("The document contains itself, or has too many items or levels");
        }
    }

    private BoundedYaml() {}

    /**
     * Reads a document of YAML or JSON: maps, lists, texts, numbers, and booleans; dates are texts.
     *
     * @return null for an empty one
     * @throws TooLargeException where there is too much in it
     * @throws IllegalArgumentException where it is neither
     */
    public static @Nullable Object read(String text) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(Math.max(1, text.length()));
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        var dump = new DumperOptions();
        var yaml = new Yaml(new SafeConstructor(options), new Representer(dump), dump, options, new WithoutDates());
        Object document;
        try {
            document = yaml.load(text);
        } catch (RuntimeException | StackOverflowError e) {
            // A tag such as !!seq on what is no list ends in whatever the parser happens to throw.
            throw new IllegalArgumentException("The document is neither YAML nor JSON", e);
        }
        if (!new Size().fits(document, MAX_DEPTH)) {
            throw new TooLargeException();
        }
        return document;
    }

    /** Counts what an alias repeats as often as it stands there. */
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

    /** A date is text, as Kubernetes and Helm have it. */
    private static final class WithoutDates extends Resolver {

        @Override
        public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, regexp, first, limit);
            }
        }
    }
}
