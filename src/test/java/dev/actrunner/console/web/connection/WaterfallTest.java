package dev.actrunner.console.web.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.forge.Timings;
import dev.actrunner.console.web.connection.Waterfall.Phase;
import org.junit.jupiter.api.Test;

class WaterfallTest {

    @Test
    void phasesFollowEachOtherInPercentOfAll() {
        assertThat(Waterfall.of(new Timings(10.0, 20.0, 30.0, 40.0, 0.0, 200.0))).containsExactly(
            new Phase("resolve", 0, 5, "10.0 ms"),
            new Phase("connect", 5, 10, "20.0 ms"),
            new Phase("tls", 15, 15, "30.0 ms"),
            new Phase("processing", 30, 20, "40.0 ms"),
            new Phase("transfer", 50, 50, "100.0 ms")
        );
    }

    @Test
    void aPhaseThatDidNotHappenTakesNoRoom() {
        assertThat(Waterfall.of(new Timings(null, 25.0, null, 75.0, null, 100.0))).containsExactly(
            new Phase("connect", 0, 25, "25.0 ms"),
            new Phase("processing", 25, 75, "75.0 ms"),
            new Phase("transfer", 100, 0.5, "0.0 ms")
        );
    }

    @Test
    void aShortPhaseIsSeenAndPushesNoOtherAside() {
        assertThat(Waterfall.of(new Timings(0.1, 99.9, null, null, null, 100.0))).containsExactly(
            new Phase("resolve", 0, 0.5, "0.1 ms"),
            new Phase("connect", 0.1, 99.9, "99.9 ms")
        );
    }

    @Test
    void nothingWasSentAndNothingIsDrawn() {
        assertThat(Waterfall.of(Timings.NONE)).isEmpty();
    }
}
