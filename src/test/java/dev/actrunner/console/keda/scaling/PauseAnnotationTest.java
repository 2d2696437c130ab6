package dev.actrunner.console.keda.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PauseAnnotationTest {

    private static final Map<String, String> ALL_OF_THEM = Map.of(
        "autoscaling.keda.sh/paused",
        "true",
        "autoscaling.keda.sh/paused-replicas",
        "2",
        "autoscaling.keda.sh/paused-scale-in",
        "true",
        "autoscaling.keda.sh/paused-scale-out",
        "true"
    );

    @Test
    void aScaledJobKnowsOneOfThem() {
        assertThat(PauseAnnotation.in("ScaledJob", ALL_OF_THEM)).containsExactly(PauseAnnotation.ALL);
        assertThat(PauseAnnotation.in("ScaledObject", ALL_OF_THEM)).containsExactly(PauseAnnotation.values());
    }

    @ParameterizedTest
    @CsvSource({ "true, true", "'', true", "soon, true", "false, false", "0, false", "F, false", "no, true" })
    void anyValueButGosFalsePauses(String value, boolean pauses) {
        assertThat(
            PauseAnnotation.in("ScaledObject", Map.of("autoscaling.keda.sh/paused", value)).contains(
                PauseAnnotation.ALL
            )
        ).isEqualTo(pauses);
    }

    @Test
    void aNumberOfReplicasPausesWhateverItIs() {
        assertThat(
            PauseAnnotation.in("ScaledObject", Map.of("autoscaling.keda.sh/paused-replicas", "0"))
        ).containsExactly(PauseAnnotation.REPLICAS);
    }

    @Test
    void otherAnnotationsPauseNothing() {
        assertThat(PauseAnnotation.in("ScaledObject", Map.of("autoscaling.keda.sh/paused-by", "true"))).isEmpty();
    }
}
