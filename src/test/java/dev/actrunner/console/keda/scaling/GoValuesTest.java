package dev.actrunner.console.keda.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoValuesTest {

    @ParameterizedTest
    @CsvSource({ "1, true", "t, true", "TRUE, true", "True, true", "0, false", "F, false", "false, false" })
    void readsBooleansAsGo(String text, boolean value) {
        assertThat(GoValues.bool(text)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "yes", "tRUE", "on", " true", "2" })
    void otherWordsAreNoBooleans(String text) {
        assertThat(GoValues.bool(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "0, 0", "-1.5, -1.5", "2e3, 2000", "1E-2, 0.01", "10, 10" })
    void readsNumbersAsJson(String text, double value) {
        assertThat(GoValues.number(text)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "+1", "01", ".5", "1.", "1e", "NaN", "Infinity", "0x1", "1_000", "1e999", " 1", "1d" })
    void whatJsonDoesNotTakeForANumberIsNone(String text) {
        assertThat(GoValues.number(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "1h2m3s4ms, 3723004", "-0s, 0", "1.5h, 5400000", "000250, 250", "+0, 0" })
    void addsTheUnitsOfADurationUp(String text, long milliseconds) {
        assertThat(GoValues.duration(text)).contains(Duration.ofMillis(milliseconds));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "-1s", "-5", "5 s", "s", "1d", "1.5", "3000000h", "5s5" })
    void durationsThatGoRefusesOrThatLieInThePastAreNone(String text) {
        assertThat(GoValues.duration(text)).isEmpty();
    }

    @Test
    void aListKeepsWhatIsEmptyBetweenCommas() {
        assertThat(GoValues.list(" bearer , tls,,")).containsExactly("bearer", "tls", "", "");
        assertThat(GoValues.list("")).containsExactly("");
    }
}
