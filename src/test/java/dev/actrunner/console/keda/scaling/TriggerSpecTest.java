package dev.actrunner.console.keda.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.keda.authentication.AuthenticationRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerSpecTest {

    private static final Map<String, Object> TRIGGER = Map.of(
        "type",
        "metrics-api",
        "metadata",
        Map.of("url", " https://git.example.org ", "targetValue", 1, "list", List.of(1))
    );

    private static TriggerSpec only(Object document) {
        return TriggerSpec.in(document).getFirst();
    }

    @Test
    void readsAWholeObjectAListOfTriggersOrOneByItself() {
        var object = Map.of(
            "kind",
            "ScaledJob",
            "metadata",
            Map.of("name", "ci"),
            "spec",
            Map.of("maxReplicaCount", 5, "triggers", List.of(TRIGGER))
        );
        assertThat(only(object).title()).isEqualTo("ScaledJob ci (metrics-api)");
        assertThat(only(object).scaling().maxReplicaCount()).isEqualTo(5);
        assertThat(only(object).isOfScaledJob()).isTrue();
        assertThat(only(List.of(TRIGGER)).title()).isEqualTo("metrics-api");
        assertThat(only(Map.of("triggers", List.of(TRIGGER))).owner()).isNull();
        assertThat(only(TRIGGER).isOfScaledJob()).isFalse();
    }

    @Test
    void whatHasNoTriggerHasNone() {
        assertThat(TriggerSpec.in(null)).isEmpty();
        assertThat(TriggerSpec.in("metrics-api")).isEmpty();
        assertThat(TriggerSpec.in(Map.of("metadata", Map.of()))).isEmpty();
        assertThat(TriggerSpec.in(List.of("metrics-api", Map.of("metadata", Map.of())))).isEmpty();
    }

    @Test
    void keepsATriggersPlaceWhereOthersAreUnreadable() {
        assertThat(TriggerSpec.in(List.of("?", TRIGGER)).getFirst().index()).isEqualTo(1);
    }

    @Test
    void metadataAreTexts() {
        TriggerSpec trigger = only(TRIGGER);
        assertThat(trigger.metadata()).containsEntry("targetValue", "1").containsEntry("list", "");
        assertThat(trigger.get("url")).isEqualTo("https://git.example.org");
        assertThat(trigger.get("absent")).isEmpty();
        assertThat(trigger.violations()).contains("metadata.targetValue must be a string: put it in quotes");
    }

    @ParameterizedTest
    @CsvSource({ "true, true", "1, true", "' T ', true", "yes, false", "'', false" })
    void readsTrueAsGo(String value, boolean isTrue) {
        assertThat(only(Map.of("type", "t", "metadata", Map.of("global", value))).isTrue("global")).isEqualTo(isTrue);
    }

    @Test
    void aReferenceWithoutAKindIsToTheNamespacedOne() {
        assertThat(only(Map.of("type", "t", "authenticationRef", Map.of("name", "a"))).authentication()).isEqualTo(
            new AuthenticationRef("TriggerAuthentication", "a")
        );
        assertThat(
            only(
                Map.of("type", "t", "authenticationRef", Map.of("kind", "ClusterTriggerAuthentication"))
            ).authentication()
        ).isNull();
    }

    /** One sentence is enough, however many triggers the owner has. */
    @Test
    void theOwnersViolationsAreTheFirstTriggers() {
        var object = Map.of(
            "kind",
            "ScaledObject",
            "spec",
            Map.of("pollingInterval", 0, "triggers", List.of(Map.of("type", "a"), Map.of("type", "b")))
        );
        assertThat(TriggerSpec.in(object))
            .extracting(TriggerSpec::violations)
            .containsExactly(List.of("pollingInterval must be a whole number of at least 1"), List.of());
    }
}
