package dev.actrunner.console.keda.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ScaledObject's state, as KEDA writes it. */
class ScaledResourceTest {

    private static final Map<String, Object> METADATA = Map.of("namespace", "team-a", "name", "ci");

    private static ScaledResource with(Map<String, Object> status) {
        return ScaledResource.of(
            Map.of(
                "kind",
                "ScaledObject",
                "metadata",
                METADATA,
                "spec",
                Map.of("triggers", List.of(Map.of("type", "cpu"), Map.of("type", "metrics-api"))),
                "status",
                status
            )
        );
    }

    private static ScaledResource ready(String status, String reason, String message) {
        return with(
            Map.of(
                "conditions",
                List.of(Map.of("type", "Ready", "status", status, "reason", reason, "message", message))
            )
        );
    }

    @Test
    void readsConditionsHealthAndMetrics() {
        ScaledResource resource = with(
            Map.of(
                "conditions",
                List.of(Map.of("type", "Active", "status", "True", "reason", "ScalerActive")),
                "health",
                Map.of("s1-metrics-api", Map.of("status", "Failing", "numberOfFailures", 4)),
                "externalMetricNames",
                List.of("s10-other", "s1-metrics-api")
            )
        );
        assertThat(resource.title()).isEqualTo("ScaledObject team-a/ci");
        assertThat(resource.is("Active", "True")).isTrue();
        assertThat(resource.is("Active", "False")).isFalse();
        assertThat(resource.is("Fallback", "False")).isFalse();
        assertThat(resource.condition("Active").orElseThrow().why()).isEqualTo("ScalerActive");
        TriggerSpec second = resource.triggers().get(1);
        assertThat(resource.metricOf(second)).contains("s1-metrics-api");
        assertThat(resource.healthOf(second)).contains(new ScaledResource.Health("s1-metrics-api", true, 4));
        assertThat(resource.metricOf(resource.triggers().getFirst())).isEmpty();
    }

    @Test
    void anObjectWithoutStatusSaysNothing() {
        ScaledResource resource = ScaledResource.of(Map.of("kind", "ScaledJob", "metadata", METADATA));
        assertThat(resource.conditions()).isEmpty();
        assertThat(resource.health()).isEmpty();
        assertThat(resource.metrics()).isEmpty();
        assertThat(resource.triggers()).isEmpty();
        assertThat(resource.paused()).isFalse();
        assertThat(resource.isSeen()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "Unknown, '', '', false", "Unknown, R, '', true", "False, '', '', true", "True, R, m, true" })
    void isSeenOnceKedaSaysMoreThanUnknown(String status, String reason, String message, boolean seen) {
        Map<String, Object> condition = message.isEmpty()
            ? Map.of("type", "Ready", "status", status, "reason", reason)
            : Map.of("type", "Ready", "status", status, "reason", reason, "message", message);
        assertThat(with(Map.of("conditions", List.of(condition))).isSeen()).isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource({
        "False, TriggerError, any, true",
        "Unknown, PartialTriggerError, any, true",
        "False, Other, Triggers defined in ScaledObject are not working correctly, true",
        "True, TriggerError, any, false",
        "False, ScaledObjectCheckFailed, any, false",
    })
    void aTriggersErrorIsToldFromOthers(String status, String reason, String message, boolean error) {
        assertThat(ready(status, reason, message).hasTriggerError()).isEqualTo(error);
    }

    @Test
    void whatIsWrittenIntoAConditionStaysOnOneLine() {
        ScaledResource.Condition condition = ready("False", "a\nb", "one\r\ntwo\u202E").conditions().getFirst();
        assertThat(condition.reason()).isEqualTo("a b");
        assertThat(condition.message()).isEqualTo("one two ");
    }

    @Test
    void anAnnotationPauses() {
        ScaledResource resource = ScaledResource.of(
            Map.of(
                "kind",
                "ScaledObject",
                "metadata",
                Map.of("name", "ci", "annotations", Map.of("autoscaling.keda.sh/paused-scale-out", "true"))
            )
        );
        assertThat(resource.pauses()).containsExactly(PauseAnnotation.SCALE_OUT);
        assertThat(resource.paused()).isTrue();
    }
}
