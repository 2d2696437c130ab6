package dev.actrunner.console.forge;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a probe learned of a forge: nothing of its answers but numbers, a version and labels.
 *
 * @param platform the platform found, null when it could not be told
 * @param version the release as the forge writes it, null when it could not be told
 * @param endpoint the list of jobs that was read, null when the probe did not get that far
 * @param counts the jobs counted, null when there is no figure that KEDA could act on
 * @param waitingLabels which labels the waiting jobs ask for, the most wanted first, of those that were looked at
 * @param timings where the time went
 * @param tls the forge's certificate, null where there was no TLS
 * @param retryAfter how long the forge asks to be left alone ({@code Retry-After} with 429 or 503), null where it does not
 */
public record ForgeObservation(
    @Nullable Platform platform,
    @Nullable String version,
    @Nullable JobsEndpoint endpoint,
    @Nullable JobCounts counts,
    List<LabelDemand> waitingLabels,
    Timings timings,
    @Nullable TlsDetails tls,
    @Nullable Duration retryAfter
) {
    /** The observation where nothing was sent. */
    public static final ForgeObservation NONE = new ForgeObservation(
        null,
        null,
        null,
        null,
        List.of(),
        Timings.NONE,
        null,
        null
    );

    /** Returns the same without the counts, where KEDA acts on none. */
    ForgeObservation withoutCounts() {
        return new ForgeObservation(platform, version, endpoint, null, waitingLabels, timings, tls, retryAfter);
    }
}
