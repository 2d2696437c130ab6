package dev.actrunner.console.keda.scaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.keda.scaler.ParsedTrigger.Reason;
import dev.actrunner.console.keda.scaler.ParsedTrigger.Reason.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TypedConfigTest {

    private static TypedConfig config(Map<String, String> metadata, Map<String, String> auth, String... unread) {
        return new TypedConfig(metadata, new AuthParams(auth, Set.of(unread)));
    }

    private static TypedConfig config(String name, String value) {
        return config(Map.of(name, value), Map.of());
    }

    @Test
    void theMetadataComeBeforeTheAuthentication() {
        TypedConfig config = config(Map.of("a", "1", "b", " "), Map.of("a", "2", "b", "3"));
        assertThat(config.findAnywhere("a")).contains("1");
        assertThat(config.findAnywhere("b")).contains("3");
        assertThat(config.findAnywhere("c")).isEmpty();
    }

    @Test
    void theFirstNameThatHasAValueCounts() {
        TypedConfig config = config(Map.of("a", "", "b", " 2 ", "c", "3"), Map.of("token", "t"));
        assertThat(config.find("a", "b", "c")).contains("2");
        assertThat(config.findAuth("bearerToken", "token")).contains("t");
    }

    @Test
    void whatIsMissingIsRefusedByItsKind() {
        TypedConfig config = config("url", " ");
        assertThat(config.required("url")).isEmpty();
        assertThat(config.required("labels", Kind.LABELS)).isEmpty();
        assertThat(config.problems()).containsExactly(
            new Reason(Kind.OTHER, "missing required parameter url"),
            new Reason(Kind.LABELS, "missing required parameter labels")
        );
    }

    @Test
    void aValueOfAnotherTypeIsRefusedAndReadAsTheDefault() {
        assertThat(config("n", "many").number("n")).isZero();
        TypedConfig config = config("b", "yes");
        assertThat(config.bool("b")).isFalse();
        assertThat(config.problems()).containsExactly(new Reason(Kind.OTHER, "b yes is neither true nor false"));
    }

    @Test
    void aTimeoutOfZeroIsNone() {
        TypedConfig config = config("timeout", "0");
        assertThat(config.duration("timeout")).isEmpty();
        assertThat(config.problems()).isEmpty();
        assertThat(config("timeout", "2s").duration("timeout")).contains(Duration.ofSeconds(2));
    }

    @Test
    void aValueOfTheAuthenticationIsNotRepeated() {
        TypedConfig config = config(Map.of(), Map.of("method", "s3cret"));
        config.requireOneOf("method", config.findAnywhere("method").orElseThrow(), List.of("header", "query"));
        assertThat(config.problems()).containsExactly(
            new Reason(Kind.OTHER, "method of the authentication is not one of header, query")
        );
    }

    @Test
    void everyValueOfAListMustBeAllowed() {
        TypedConfig config = config("m", "header, query,");
        config.requireOneOf("m", "header, query", List.of("header", "query"));
        assertThat(config.problems()).isEmpty();
        config.requireOneOf("m", "header, query,", List.of("header", "query"));
        assertThat(config.problems()).hasSize(1);
    }

    @Test
    void aParameterThatIsNotReadIsNamedOnceItIsWanted() {
        TypedConfig config = config(Map.of(), Map.of(), "token", "cert");
        assertThat(config.unread()).isEmpty();
        String value = config.findAuth("bearerToken", "token").orElseThrow();
        assertThat(config.isUnread(value)).isTrue();
        config.requireOneOf("token", value, List.of("other"));
        assertThat(config.problems()).isEmpty();
        assertThat(config.unread()).containsExactly("token");
    }
}
