package dev.actrunner.console.keda.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.keda.scaling.GoValues;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import dev.actrunner.console.keda.scaling.ValueLocation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What parsing a trigger says, and what it never does; that it parses as KEDA does is held against KEDA itself. */
class TriggerParserTest {

    private static final String SECRET = "Th1s-1s-a-s3cret";

    private static ParsedTrigger parse(Map<String, String> metadata, AuthParams auth) {
        var all = new HashMap<>(
            Map.of("url", "https://git.example.com/api/v1", "valueLocation", "a", "targetValue", "1")
        );
        all.putAll(metadata);
        Object trigger = Map.of("type", "metrics-api", "metadata", all);
        return TriggerParser.parse(TriggerSpec.in(trigger).getFirst(), auth);
    }

    /** Whoever may write KEDA's objects and read no Secret would read one so. */
    @ParameterizedTest
    @CsvSource({ "authMode, ''", "authModes, ''", "authMode, 'bearer,basic,'", "method, ''" })
    void repeatsNothingThatTheAuthenticationGives(String parameter, String before) {
        var auth = new AuthParams(Map.of(parameter, before + SECRET, "token", "t", "username", "u"), Set.of());
        ParsedTrigger parsed = parse(Map.of(), auth);
        assertThat(parsed).isInstanceOf(ParsedTrigger.Refused.class);
        assertThat(parsed.toString())
            .doesNotContain(SECRET)
            .contains(parameter.equals("method") ? "method" : "authMode");
    }

    @Test
    void repeatsWhatTheTriggerItselfSays() {
        assertThat(parse(Map.of("authMode", "beare"), AuthParams.NONE).toString()).contains(
            "authMode beare is not one"
        );
    }

    @Test
    void leavesAnAuthModeThatIsNotReadOpen() {
        var auth = new AuthParams(Map.of(), Set.of("authMode"));
        assertThat(parse(Map.of(), auth)).isEqualTo(new ParsedTrigger.Unread(Set.of("authMode")));
    }

    /** Each of them grows with the text, so that an object of a megabyte would hold a thread for hours, or end it. */
    @ParameterizedTest
    @ValueSource(strings = { "1s", "1", "1.", "9e", "-", "1h." })
    void endsWithTextsOfAnyLength(String piece) {
        String text = piece.repeat(200_000);
        for (String name : List.of("timeout", "targetValue", "activationTargetValue", "unsafeSsl", "authMode")) {
            assertThat(parse(Map.of(name, text), AuthParams.NONE)).isInstanceOf(ParsedTrigger.Refused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "a.", "#.", "a", "." })
    void locationsOfAnyLengthAreNotEvaluated(String piece) {
        var location = new ValueLocation(piece.repeat(200_000) + "a");
        try (var json = JsonMapper.shared().createParser("{}")) {
            assertThat(location.read(json)).isEqualTo(new ValueLocation.Reading.NotEvaluated());
        }
    }

    @ParameterizedTest
    @CsvSource({ "5s, 5000", "1m30s, 90000", "1.5s, 1500", "250, 250", "+2s, 2000", "0, 0", ".5s, 500" })
    void readsDurationsAsGo(String written, long milliseconds) {
        assertThat(GoValues.duration(written)).contains(Duration.ofMillis(milliseconds));
    }
}
