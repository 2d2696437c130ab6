package dev.actrunner.console.forge;

import java.time.Instant;
import java.util.List;

/**
 * A forge's certificate, as it was accepted.
 *
 * @param protocol such as {@code TLSv1.3}
 * @param issuer the issuer's distinguished name
 * @param names the hosts it is for, 20 at most
 * @param notAfter when it ends
 * @param daysLeft whole days until then
 * @param trustedBySystem whether the system's own roots suffice, as they must for KEDA unless it was given more
 */
public record TlsDetails(
    String protocol,
    String issuer,
    List<String> names,
    Instant notAfter,
    long daysLeft,
    boolean trustedBySystem
) {}
