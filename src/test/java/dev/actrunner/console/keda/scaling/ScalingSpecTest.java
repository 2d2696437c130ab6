package dev.actrunner.console.keda.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingSpecTest {

    private static ScalingSpec strategy(Map<String, ?> strategy) {
        return ScalingSpec.of(Map.of("scalingStrategy", strategy));
    }

    @Test
    void anEmptySpecScalesByKedasDefaults() {
        assertThat(ScalingSpec.of(Map.of())).isEqualTo(new ScalingSpec(0, 100, "default", 0, 0));
    }

    @Test
    void readsWhatIsGiven() {
        assertThat(
            ScalingSpec.of(
                Map.of(
                    "minReplicaCount",
                    1,
                    "maxReplicaCount",
                    7,
                    "scalingStrategy",
                    Map.of(
                        "strategy",
                        "custom",
                        "customScalingQueueLengthDeduction",
                        2,
                        "customScalingRunningJobPercentage",
                        "0.5"
                    )
                )
            )
        ).isEqualTo(new ScalingSpec(1, 7, "custom", 2, 0.5));
    }

    @ParameterizedTest
    @CsvSource({ "'', default", "half, default", "0, custom", "1.0, custom" })
    void customNeedsAShareThatIsANumber(String share, String strategy) {
        assertThat(
            strategy(Map.of("strategy", "custom", "customScalingRunningJobPercentage", share)).strategy()
        ).isEqualTo(strategy);
    }

    @Test
    void aStrategyIsTakenAsItIsSpelled() {
        assertThat(strategy(Map.of("strategy", "Accurate")).strategy()).isEqualTo("Accurate");
        assertThat(strategy(Map.of("strategy", "custom")).strategy()).isEqualTo("default");
    }

    @Test
    void countsThatAreNoNumbersAreThoseThatAreNotGiven() {
        assertThat(ScalingSpec.of(Map.of("minReplicaCount", "3", "maxReplicaCount", "4"))).isEqualTo(
            new ScalingSpec(0, 100, "default", 0, 0)
        );
    }
}
