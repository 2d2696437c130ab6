package dev.actrunner.console.forge;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The phases of a probe, in milliseconds; null where a phase did not happen.
 *
 * @param dnsMs resolving the host's name
 * @param connectMs opening the TCP connection
 * @param tlsMs the TLS handshake
 * @param firstByteMs from the request for the jobs to the first byte of its answer
 * @param bodyMs from that first byte to the answer's last, for which KEDA waits too
 * @param totalMs the whole probe, all its requests together
 */
public record Timings(
    @Nullable Double dnsMs,
    @Nullable Double connectMs,
    @Nullable Double tlsMs,
    @Nullable Double firstByteMs,
    @Nullable Double bodyMs,
    double totalMs
) {
    /** Those of a probe that sent nothing. */
    public static final Timings NONE = new Timings(null, null, null, null, null, 0);

    /** From the first byte to the end, and everything else that the probe asked; null where no byte came. */
    public @Nullable Double transferMs() {
        return firstByteMs == null ? null : Math.max(0, totalMs - asKedaMs() + (bodyMs == null ? 0 : bodyMs));
    }

    /**
     * Returns how long KEDA would wait for its one request on a new connection: resolving, connecting, TLS, first byte and
     * body ({@code http.Client.Timeout} in Go covers them all).
     */
    public double asKedaMs() {
        return Stream.of(dnsMs, connectMs, tlsMs, firstByteMs, bodyMs)
            .flatMapToDouble(ms -> ms == null ? DoubleStream.empty() : DoubleStream.of(ms))
            .sum();
    }
}
