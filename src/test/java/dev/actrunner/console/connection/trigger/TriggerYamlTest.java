package dev.actrunner.console.connection.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerYamlTest {

    private final TriggerYaml yaml = new TriggerYaml();

    private void refuses(String text, String message) {
        assertThatExceptionOfType(ConnectionException.Invalid.class)
            .isThrownBy(() -> yaml.parse(text))
            .withMessageStartingWith("trigger " + message);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", " \n" })
    void nothingIsNoTrigger(@Nullable String text) {
        assertThat(yaml.parse(text)).isEmpty();
    }

    @Test
    void readsYamlAndJson() {
        assertThat(yaml.parse("- type: cpu\n- type: metrics-api\n  metadata: { url: 'https://h' }"))
            .extracting(TriggerSpec::type)
            .containsExactly("cpu", "metrics-api");
        assertThat(yaml.parse("{\"type\":\"metrics-api\"}")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
            "type: [",
            "a: &a [x]\nb: *a\ntype: cpu",
            "type: !!java.net.URL [\"https://h\"]",
            "type: a\ntype: b",
            "type: a\n---\ntype: b",
            "? {a: b}\n: [&r [*r]]",
        }
    )
    void whatIsMoreThanPlainYamlIsRefused(String text) {
        refuses(text, "is neither YAML without aliases nor JSON");
    }

    @Test
    void deepNestingIsRefused() {
        refuses("[".repeat(5_000) + "]".repeat(5_000), "is neither YAML");
    }

    @Test
    void aTextWithoutATriggerIsRefused() {
        refuses("metadata: { url: 'https://h' }", "contains no trigger");
        refuses("just a text", "contains no trigger");
    }

    @Test
    void tenTriggersAreReadAndNotEleven() {
        assertThat(yaml.parse("- type: cpu\n".repeat(10))).hasSize(10);
        refuses("- type: cpu\n".repeat(11), "has 11 triggers");
    }

    @Test
    void aLongTextIsNotParsed() {
        refuses("type: cpu #" + "x".repeat(64 * 1024), "is longer than 64 KiB");
    }
}
