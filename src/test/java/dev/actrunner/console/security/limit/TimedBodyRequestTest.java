package dev.actrunner.console.security.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.server.ResponseStatusException;

class TimedBodyRequestTest {

    private static final long LONG = TimeUnit.MINUTES.toNanos(10);

    /** A body of so many pieces, each of which takes its time. */
    private static TimedBodyRequest request(int pieces, int bytes, long pause, int longest, long nanos) {
        var slow = new DelegatingServletInputStream(InputStream.nullInputStream()) {
            private int left = pieces;

            @Override
            public int read(byte[] into, int offset, int length) {
                if (left == 0) {
                    return -1;
                }
                left--;
                LockSupport.parkNanos(pause);
                return Math.min(bytes, length);
            }
        };
        var request = new MockHttpServletRequest() {
            @Override
            public ServletInputStream getInputStream() {
                return slow;
            }
        };
        return new TimedBodyRequest(request, longest, nanos);
    }

    private static void assertRefused(TimedBodyRequest request, int status) {
        assertThatExceptionOfType(ResponseStatusException.class)
            .isThrownBy(request::getInputStream)
            .satisfies(refused -> assertThat(refused.getStatusCode().value()).isEqualTo(status));
    }

    @Test
    void aBodyIsReadWhole() throws IOException {
        assertThat(request(100, 1024, 0, 200_000, LONG).getInputStream().readAllBytes()).hasSize(102_400);
    }

    @Test
    void aBodyThatIsTooLongIsRefused() {
        assertRefused(request(100, 1024, 0, 50_000, LONG), 413);
    }

    @Test
    void aBodyThatTakesTooLongIsRefused() {
        assertRefused(
            request(1_000, 1024, TimeUnit.MILLISECONDS.toNanos(5), 2_000_000, TimeUnit.MILLISECONDS.toNanos(20)),
            408
        );
    }

    /** However long it may take in all. */
    @Test
    void aByteNowAndThenIsRefused() {
        assertRefused(request(1_000, 1, TimeUnit.MILLISECONDS.toNanos(700), 1_000, LONG), 408);
    }
}
