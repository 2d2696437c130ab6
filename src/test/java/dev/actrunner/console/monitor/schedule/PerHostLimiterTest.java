package dev.actrunner.console.monitor.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class PerHostLimiterTest {

    private final PerHostLimiter limiter = new PerHostLimiter(2, 1);

    @Test
    void givesWhatTheProbeGives() throws InterruptedException {
        assertThat(limiter.call("https://a", () -> "seen")).isEqualTo("seen");
    }

    @Test
    void hostsDoNotWaitForEachOther() throws InterruptedException {
        String both = limiter.call("https://a", () -> {
            try {
                return limiter.call("https://b", () -> "b");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(both).isEqualTo("b");
    }

    /** Else the host, or all of them, would be blocked for ever. */
    @Test
    void aProbeThatThrowsGivesItsTurnBack() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            assertThatIllegalStateException().isThrownBy(() ->
                limiter.call("https://a", () -> {
                    throw new IllegalStateException("broken");
                })
            );
        }
        assertThat(limiter.call("https://a", () -> "seen")).isEqualTo("seen");
    }
}
