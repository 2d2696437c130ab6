package dev.actrunner.console.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProbeHistoryBarTest {

    @Test
    void aFewProbesStandAtTheRight() {
        ProbeHistoryBar bar = ProbeHistoryBar.of("r");
        assertThat(bar.ready()).isEqualTo("M267 6h3v10h-3z");
        assertThat(bar.width()).isEqualTo(270);
        assertThat(bar.probes()).isEqualTo(1);
    }

    @Test
    void whatFollowsEachOtherIsDrawnAtOnce() {
        ProbeHistoryBar bar = ProbeHistoryBar.of("r".repeat(90));
        assertThat(bar.ready()).isEqualTo("M0 6h270v10h-270z");
        assertThat(bar.warning()).isEmpty();
        assertThat(bar.failed()).isEmpty();
    }

    @Test
    void eachVerdictHasItsHeight() {
        ProbeHistoryBar bar = ProbeHistoryBar.of("rwwfr");
        assertThat(bar.ready()).isEqualTo("M255 6h3v10h-3zM267 6h3v10h-3z");
        assertThat(bar.warning()).isEqualTo("M258 3h6v13h-6z");
        assertThat(bar.failed()).isEqualTo("M264 0h3v16h-3z");
    }

    @Test
    void failuresAndWarningsAreCounted() {
        ProbeHistoryBar bar = ProbeHistoryBar.of("ffwrf");
        assertThat(bar.failures()).isEqualTo(3);
        assertThat(bar.warnings()).isEqualTo(1);
        assertThat(bar.probes()).isEqualTo(5);
    }
}
