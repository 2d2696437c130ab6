package dev.actrunner.console.scaleset.waiting;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.forge.JobCounts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection's jobs wait.
 *
 * @param checkedAt when it was looked at
 * @param counts the jobs, null where they could not be counted
 * @param job the link that all chains begin with
 * @param chains one for each ScaledObject and ScaledJob that uses the connection; none where the first link is broken
 */
public record WaitingDiagnosis(
    ConnectionKey connection,
    Instant checkedAt,
    @Nullable JobCounts counts,
    Link job,
    List<Chain> chains
) {
    /** Returns the first broken link of the chain that gets furthest; empty where a job gets through, or will in a moment. */
    public Optional<Link> broken() {
        if (job.isBroken()) {
            return Optional.of(job);
        }
        return chains
            .stream()
            .max(Comparator.comparing((Chain chain) -> chain.broken().isEmpty()).thenComparing(Chain::passed))
            .flatMap(Chain::broken);
    }
}
