package dev.actrunner.console.keda.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecViolationsTest {

    private static List<String> ofSpec(String owner, Map<String, ?> spec) {
        return SpecViolations.ofSpec(owner, spec, ScalingSpec.of(spec), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "pollingInterval, 0, 1",
        "cooldownPeriod, -1, 0",
        "initialCooldownPeriod, -1, 0",
        "idleReplicaCount, -1, 0",
        "minReplicaCount, -1, 0",
        "maxReplicaCount, 0, 1",
    })
    void aNumberThatIsTooSmallIsNamedWithItsLeast(String field, int value, int least) {
        String expected = field + " must be a whole number of at least " + least;
        assertThat(ofSpec("ScaledJob", Map.of(field, value))).containsExactly(expected);
        assertThat(ofSpec("ScaledJob", Map.of(field, "5"))).containsExactly(expected);
        assertThat(ofSpec("ScaledJob", Map.of(field, least))).isEmpty();
    }

    @Test
    void aScaledObjectsBoundsMustFitEachOther() {
        assertThat(ofSpec("ScaledObject", Map.of("minReplicaCount", 5, "maxReplicaCount", 4))).containsExactly(
            "minReplicaCount must not be more than maxReplicaCount"
        );
        assertThat(ofSpec("ScaledObject", Map.of("minReplicaCount", 2, "idleReplicaCount", 2))).containsExactly(
            "idleReplicaCount must be less than minReplicaCount"
        );
        assertThat(ofSpec("ScaledObject", Map.of("minReplicaCount", 4, "maxReplicaCount", 4))).isEmpty();
        assertThat(ofSpec("ScaledJob", Map.of("minReplicaCount", 5, "maxReplicaCount", 4))).isEmpty();
    }

    @Test
    void idleReplicasNeedAMinimum() {
        assertThat(ofSpec("ScaledObject", Map.of("idleReplicaCount", 0))).containsExactly(
            "idleReplicaCount must be less than minReplicaCount"
        );
        assertThat(ofSpec("ScaledObject", Map.of("idleReplicaCount", 0, "minReplicaCount", 0))).isEmpty();
    }

    @Test
    void strategiesAreOfAList() {
        assertThat(
            ofSpec(
                "ScaledJob",
                Map.of("scalingStrategy", Map.of("strategy", "Default", "multipleScalersCalculation", "mean"))
            )
        ).containsExactly(
            "scalingStrategy.strategy must be one of accurate, custom, default, eager",
            "scalingStrategy.multipleScalersCalculation must be one of avg, max, min, sum"
        );
        assertThat(ofSpec("ScaledJob", Map.of("scalingStrategy", Map.of("strategy", "")))).isEmpty();
    }

    @Test
    void triggersHaveNamesOfTheirOwn() {
        var triggers = List.of(
            Map.of("name", "jobs"),
            Map.of("name", "jobs"),
            Map.of("name", ""),
            Map.of("name", ""),
            Map.of("type", "cpu"),
            "no trigger"
        );
        assertThat(SpecViolations.ofSpec("ScaledJob", Map.of(), ScalingSpec.of(Map.of()), triggers)).containsExactly(
            "two triggers have the name jobs"
        );
    }

    @Test
    void metadataAreStringsAndAReferenceHasANameAndAKnownKind() {
        assertThat(
            SpecViolations.ofTrigger(
                Map.of("metadata", Map.of("targetValue", 1), "authenticationRef", Map.of("kind", "Secret"))
            )
        ).containsExactly(
            "metadata.targetValue must be a string: put it in quotes",
            "authenticationRef needs a name",
            "authenticationRef.kind must be one of ClusterTriggerAuthentication, TriggerAuthentication"
        );
        assertThat(
            SpecViolations.ofTrigger(
                Map.of("metadata", Map.of("targetValue", "1"), "authenticationRef", Map.of("name", "a"))
            )
        ).isEmpty();
    }
}
