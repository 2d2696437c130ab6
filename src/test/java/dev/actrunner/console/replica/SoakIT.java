package dev.actrunner.console.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.SoakBench;
import dev.actrunner.console.testing.SoakBench.Outcome;
import dev.actrunner.console.testing.SoakBench.Pace;
import dev.actrunner.console.testing.TestEnvironment;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The short form of {@code bench/soak.sh}: a fault of each kind, and a killed replica after each. */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+", disabledReason = "no real API server")
class SoakIT {

    private static final int CONNECTIONS = 60;
    private static final int FAULTS = 5;

    @Test
    void noConnectionIsLostAndAllAreProbedAgainWhateverFails() throws Exception {
        var pace = new Pace(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(4));
        try (var soak = new SoakBench(CONNECTIONS, pace)) {
            Outcome outcome = soak.go(FAULTS);
            assertThat(outcome.fewest()).isEqualTo(CONNECTIONS);
            // Many times what it takes: a connection that nobody takes over is noticed, and a busy machine is not.
            assertThat(outcome.longest()).isLessThan(Duration.ofSeconds(90));
            TestEnvironment.note(
                "a short soak",
                soak.title() + ": longest without a probe " + outcome.longest().toSeconds() + " s",
                "two packaged consoles"
            );
        }
    }
}
