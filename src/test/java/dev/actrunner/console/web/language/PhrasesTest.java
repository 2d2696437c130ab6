package dev.actrunner.console.web.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {

    private static final Phrases GERMAN = Phrases.in(Locale.GERMAN);
    private static final Path SOURCES = Path.of("src/main/java/dev/actrunner/console");
    /** How the errors of fields begin, which are read after the field's name. */
    private static final Pattern FIELD_ERROR = Pattern.compile(
        "\"((?:is|are|has|must|contains|may|ends|needs|cannot|writes|does|begins|names|leads) [^\"]{8,})\""
    );

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "Skipped (forge.token failed).|Übersprungen (forge.token fehlgeschlagen).",
            "The jobs of organization acme are listed.|Die Jobs von Organisation acme werden aufgelistet.",
            "forge.url is not a URL: enter one such as https://git.example.com|forge.url ist keine URL: Geben Sie eine wie https://git.example.com ein",
            "There is no connection team-a/ci.|Die Verbindung team-a/ci gibt es nicht.",
            "name is null; scope is null|name ist null; scope ist null",
        }
    )
    void translatesTextsWithTheirParts(String english, String german) {
        assertThat(GERMAN.translate(english)).isEqualTo(german);
    }

    @Test
    void takesTheOtherTextForOneThatIsNotKnown() {
        assertThat(GERMAN.translate("Something else is wrong.", _ -> "Unbekannt.")).isEqualTo("Unbekannt.");
        assertThat(GERMAN.translate("There is no connection that the console knows of.", _ -> "Unbekannt.")).isEqualTo(
            "Unbekannt."
        );
        assertThat(Phrases.in(Locale.FRENCH).translate("Something.", _ -> "Unbekannt.")).isEqualTo("Something.");
    }

    /** What a text quotes may be as long as an object of the cluster. */
    @ParameterizedTest
    @ValueSource(strings = { "the,", " is ", "The a of b is c. ", ": " })
    void leavesATextWithoutEndAsItIs(String part) {
        String text = "targetValue " + part.repeat(100_000) + " is no number";
        assertThat(GERMAN.translate(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource
    void knowsEveryProblem(ProblemType type) {
        assertThat(GERMAN.translate(type.title(), _ -> "?")).isNotEqualTo("?");
        assertThat(GERMAN.translate(type.remediation(), _ -> "?")).isNotEqualTo("?");
    }

    /** The errors of fields stand in the code, as literals. */
    @Test
    void knowsEveryErrorOfAField() throws IOException {
        ResourceBundle english = ResourceBundle.getBundle("phrases", Locale.ROOT);
        String known = english
            .keySet()
            .stream()
            .map(english::getString)
            .map(text -> text.replaceAll("\\{\\d\\+?}", "\n"))
            .collect(Collectors.joining("\n"));
        var missing = new TreeSet<String>();
        try (var files = Files.walk(SOURCES)) {
            for (Path file : files.filter(PhrasesTest::makesFieldErrors).toList()) {
                String code = Files.readString(file)
                    .replaceAll("\"\\s*\\+\\s*\"", "")
                    .replaceAll("(?s)/\\*\\*.*?\\*/", "");
                FIELD_ERROR.matcher(code)
                    .results()
                    .map(found -> found.group(1).replaceAll("[:; (,]+$", ""))
                    .filter(text -> !known.contains(text))
                    .forEach(text -> missing.add(file.getFileName() + ": " + text));
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean makesFieldErrors(Path file) {
        try {
            return (
                file.toString().endsWith(".java") &&
                !file.toString().contains("/api/error/") &&
                Pattern.compile("problemWith|ConnectionException\\.[iI]nvalid|ValidFormat")
                    .matcher(Files.readString(file))
                    .find()
            );
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
