package dev.actrunner.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages' texts: all in the bundles, and the same ones in each language. */
class MessagesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern KEY = Pattern.compile("#\\{([a-zA-Z0-9.-]+)[(}]");
    private static final Pattern PLACE = Pattern.compile("\\{\\d\\+?}");
    /** A tag that holds a text and does not take it from a bundle. */
    private static final Pattern PLAIN = Pattern.compile(
        "<([a-z0-9]+)((?:\\s[^<>]*)?)>([^<>]*[A-Za-z]{2}[^<>]*)</\\1>"
    );
    /** What an attribute shows. */
    private static final Pattern EXPRESSION = Pattern.compile("th:(?:u?text|aria-label|replace|insert)=\"([^\"]*)\"");
    private static final Pattern LITERAL = Pattern.compile("'([A-Za-z]{2,} [^']*[a-z]{2}[^']*)'");
    /** Names, which are the same in every language. */
    private static final Set<String> NAMES = Set.of("Act Runner Console", "KEDA", "API");

    private static Properties bundle(String name) throws IOException {
        var properties = new Properties();
        try (
            Reader reader = new InputStreamReader(
                Objects.requireNonNull(MessagesTest.class.getResourceAsStream("/" + name)),
                StandardCharsets.UTF_8
            )
        ) {
            properties.load(reader);
        }
        return properties;
    }

    private static List<Path> templates() throws IOException {
        try (var files = Files.walk(TEMPLATES)) {
            return files.filter(f -> f.toString().endsWith(".html")).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "messages", "findings", "phrases" })
    void germanHasEveryText(String name) throws IOException {
        Properties english = bundle(name + ".properties");
        Properties german = bundle(name + "_de.properties");
        var expected = new TreeSet<>(english.stringPropertyNames());
        assertThat(new TreeSet<>(german.stringPropertyNames())).isEqualTo(expected);
        for (String key : expected) {
            assertThat(places(german.getProperty(key)))
                .as(key)
                .isEqualTo(places(english.getProperty(key)));
            assertThat(german.getProperty(key)).as(key).isNotBlank();
        }
    }

    private static Set<String> places(String text) {
        var places = new TreeSet<String>();
        PLACE.matcher(text)
            .results()
            .forEach(m -> places.add(m.group()));
        return places;
    }

    @Test
    void everyTextThatAPageNamesIsThere() throws IOException {
        Properties english = bundle("messages.properties");
        var missing = new ArrayList<String>();
        for (Path template : templates()) {
            KEY.matcher(Files.readString(template))
                .results()
                .map(m -> m.group(1))
                .filter(key -> !english.containsKey(key))
                .forEach(key -> missing.add(template + ": " + key));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void noPageHasATextOfItsOwn() throws IOException {
        var found = new ArrayList<String>();
        for (Path template : templates()) {
            PLAIN.matcher(Files.readString(template))
                .results()
                .filter(m -> !m.group(2).contains("th:text") && !m.group(2).contains("th:utext"))
                .filter(m -> !m.group(1).equals("code") && !NAMES.contains(m.group(3).strip()))
                .forEach(m -> found.add(template + ": " + m.group(3)));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noExpressionOfAPageHasATextOfItsOwn() throws IOException {
        var found = new ArrayList<String>();
        for (Path template : templates()) {
            EXPRESSION.matcher(Files.readString(template))
                .results()
                .flatMap(m -> LITERAL.matcher(m.group(1)).results())
                .map(m -> m.group(1))
                .filter(text -> !text.startsWith("kubectl "))
                .forEach(text -> found.add(template + ": " + text));
        }
        assertThat(found).isEmpty();
    }
}
