package dev.actrunner.console.forge;

import java.time.Duration;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long a probe took, in milliseconds; null where a phase did not happen.
 *
 * @param dnsMs resolving the host's name
 * @param connectMs opening the TCP connection
 * @param tlsMs the TLS handshake
 * @param firstByteMs from the request for the jobs to the first byte of its answer
 * @param totalMs the whole probe, all its requests together
 */
public record Timings(
    @Nullable Double dnsMs,
    @Nullable Double connectMs,
    @Nullable Double tlsMs,
    @Nullable Double firstByteMs,
    double totalMs
) {
    /** How long KEDA waits unless it is told otherwise: the default of its {@code KEDA_HTTP_DEFAULT_TIMEOUT}. */
    public static final Duration KEDA_TIMEOUT = Duration.ofSeconds(3);

    /** From the first byte to the end, and everything else that the probe asked; null where no byte came. */
    public @Nullable Double transferMs() {
        return firstByteMs == null ? null : Math.max(0, totalMs - asKedaMs());
    }

    /** How long KEDA would wait for its one request on a new connection: resolving, connecting, TLS and first byte. */
    public double asKedaMs() {
        return Stream.of(dnsMs, connectMs, tlsMs, firstByteMs)
            .flatMapToDouble(ms -> ms == null ? DoubleStream.empty() : DoubleStream.of(ms))
            .sum();
    }
}
