package dev.actrunner.console.security.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Every limit is so low that nothing is given back while a test runs. */
class RateLimiterTest {

    private static RateLimiter limiter(DataSize maxBodySize) {
        return new RateLimiter(new LimitProperties(1, 2, 3, 1, maxBodySize, Duration.ofSeconds(7), 1, 1));
    }

    private final RateLimiter limiter = limiter(DataSize.ofKilobytes(256));

    @Test
    void changesAreCountedByCaller() {
        assertThat(limiter.change("user jo")).isZero();
        assertThat(limiter.change("user jo")).isZero();
        // One of two a minute comes back after half a minute.
        assertThat(limiter.change("user jo")).isBetween(20L, 31L);
        assertThat(limiter.change("user ann")).isZero();
    }

    @Test
    void oneKindOfRequestDoesNotUseAnotherUp() {
        limiter.change("address 192.0.2.1");
        limiter.change("address 192.0.2.1");
        assertThat(limiter.change("address 192.0.2.1")).isPositive();
        assertThat(limiter.request("address 192.0.2.1")).isZero();
        assertThat(limiter.anonymous("address 192.0.2.1")).isZero();
    }

    @Test
    void fourSecondsOfRequestsMayComeAtOnce() {
        for (int i = 0; i < 4; i++) {
            assertThat(limiter.request("user jo")).isZero();
        }
        assertThat(limiter.request("user jo")).isBetween(1L, 2L);
    }

    @Test
    void aCredentialThatIsWrongTooOftenIsRefusedAlone() {
        assertThat(limiter.isRefused("192.0.2.1 digest")).isFalse();
        limiter.failed("192.0.2.1 digest");
        assertThat(limiter.isRefused("192.0.2.1 digest")).isTrue();
        assertThat(limiter.isRefused("192.0.2.1 other")).isFalse();
        assertThat(limiter.isRefused("192.0.2.2 digest")).isFalse();
    }

    @Test
    void givesTheLimitsOfASingleRequest() {
        assertThat(limiter.concurrentWrites()).isEqualTo(3);
        assertThat(limiter.bodyTimeout()).hasSeconds(7);
        assertThat(limiter.maxBodySize()).isEqualTo(256 * 1024);
        assertThat(limiter(DataSize.ofGigabytes(8)).maxBodySize()).isEqualTo(Integer.MAX_VALUE);
    }
}
