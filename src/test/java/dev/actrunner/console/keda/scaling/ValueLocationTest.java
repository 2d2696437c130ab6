package dev.actrunner.console.keda.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.keda.scaling.ValueLocation.Reading;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Where KEDA finds a number in a forge's answer, and where it finds none. */
class ValueLocationTest {

    private static final Reading NO_NUMBER = new Reading.NoNumber(false);

    private static Reading read(String path, String document) {
        try (var json = JsonMapper.shared().createParser(document)) {
            return new ValueLocation(path).read(json);
        }
    }

    private static Reading readAsYaml(String path, String document) {
        try (var json = JsonMapper.shared().createParser(document)) {
            return new ValueLocation(path).readAsYaml(json);
        }
    }

    private static Reading found(String number) {
        return new Reading.Found(new BigDecimal(number));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "total_count | {\"jobs\":[{\"total_count\":9}],\"total_count\":3} | 3",
            "a.b.c | {\"a\":{\"x\":1,\"b\":{\"c\":-2.5}}} | -2.5",
            "1 | [7,8,9] | 8",
            "jobs.1.id | {\"jobs\":[{\"id\":4},{\"id\":5}]} | 5",
            "# | [{\"a\":[1,2]},{},null] | 3",
            "# | [] | 0",
            "jobs.# | {\"jobs\":[1,2]} | 2",
            "a | {\"a\":1,\"a\":2} | 1",
            "a | {\"a\":\"3\"} | 3",
            "a | {\"a\":\"2k\"} | 2000",
            "a | {\"a\":\"500m\"} | 0.500",
            "a | {\"a\":\"1Ki\"} | 1024",
        }
    )
    void aNumberIsFoundAtItsPath(String path, String document, BigDecimal number) {
        assertThat(read(path, document)).isInstanceOfSatisfying(Reading.Found.class, found ->
            assertThat(found.value()).isEqualByComparingTo(number)
        );
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "total_count | [] ",
            "total_count | {\"jobs\":[]} ",
            "a.b | {\"a\":3} ",
            "a | {\"a\":null} ",
            "a | {\"a\":true} ",
            "a | {\"a\":{\"b\":1}} ",
            "a | {\"a\":\"three\"} ",
            "a | {\"a\":\"3 jobs\"} ",
            "2 | [1,2] ",
            "# | {\"a\":1} ",
            "#.id | [{\"id\":1}] ",
            "a | {\"a\":1e400} ",
            "a | {\"a\":\"1e400\"} ",
            "a | 3 ",
        }
    )
    void whatIsNoNumberIsNotFound(String path, String document) {
        assertThat(read(path, document)).isEqualTo(NO_NUMBER);
    }

    @Test
    void aDocumentThatIsNullIsToldFromOneWithoutTheNumber() {
        assertThat(read("#", "null")).isEqualTo(new Reading.NoNumber(true));
        assertThat(read("#", "{}")).isEqualTo(NO_NUMBER);
        assertThat(read("a", "{\"a\":null}")).isEqualTo(NO_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "jobs.#(status==\"queued\")#", "a|b", "a*", "@this", "a..b", "a.", "a#", "#a.b" })
    void pathsWithMoreOfGjsonsSyntaxAreNotEvaluated(String path) {
        assertThat(read(path, "{\"a\":1}")).isEqualTo(new Reading.NotEvaluated());
    }

    @Test
    void asYamlOnlyAnObjectIsReadAndNoRowsAreCounted() {
        assertThat(readAsYaml("a.1", "{\"a\":[1,2]}")).isEqualTo(found("2"));
        assertThat(readAsYaml("1", "[1,2]")).isEqualTo(NO_NUMBER);
        assertThat(readAsYaml("a.#", "{\"a\":[1,2]}")).isEqualTo(NO_NUMBER);
        assertThat(readAsYaml("a", "null")).isEqualTo(NO_NUMBER);
    }

    @Test
    void lengthCountsElementsWhateverIsInThem() {
        try (var json = JsonMapper.shared().createParser("[[1,2],{\"a\":[3]},null,\"x\"]")) {
            json.nextToken();
            assertThat(ValueLocation.length(json)).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @CsvSource({ "#, true", "jobs.#, true", "#.id, false", "total_count, false", "a#, false" })
    void countsRowsWithAHashAtTheEnd(String path, boolean counts) {
        assertThat(new ValueLocation(path).countsRows()).isEqualTo(counts);
    }
}
