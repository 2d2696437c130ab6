package dev.actrunner.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.testing.OverheadBench;
import dev.actrunner.console.testing.OverheadBench.Ratios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * What the console adds to what it wraps does not grow: as ratios beside a peer that takes turns with it, so that a busy
 * machine slows down both. The bounds are about twice what {@code bench/RESULTS.md} has.
 */
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+")
class OverheadIT {

    private static final int ROUNDS = 45;

    @Test
    void aChangeAndAProbeCostNoMoreThanTheyDid() throws Exception {
        Ratios ratios = OverheadBench.measure(ROUNDS);
        assertThat(ratios.created()).as("PUT of a new connection beside two applies").isLessThan(6);
        assertThat(ratios.changed()).as("PUT that changes the token beside two applies").isLessThan(6);
        assertThat(ratios.unchanged()).as("PUT that changes nothing beside two applies").isLessThan(5);
        assertThat(ratios.probe()).as("probe beside the bare request").isLessThan(5);
    }
}
