package dev.actrunner.console.forge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.actrunner.console.diagnosis.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What does not change from one probe to the next: which forge answers a token at an address, and what the token may.
 * Remembered for ten minutes, for ten thousand of them, and forgotten where a probe by it fails, which then asks anew. What
 * makes a count doubtful can be cured at any moment: it is kept for a minute for the console's own probes, as long as the
 * count stays, and asked anew for whoever asks now. Tokens are kept as their SHA-256 alone.
 */
final class ForgeMemory {

    private static final Duration CAVEATS = Duration.ofMinutes(1);

    /** @param caveats null until the jobs were counted once */
    record Known(ForgeIdentity identity, TokenReach reach, @Nullable Caveats caveats) {
        Known with(Caveats found) {
            return new Known(identity, reach, found);
        }

        Known withoutCaveats() {
            return new Known(identity, reach, null);
        }
    }

    /** What was found of a count, and when. */
    record Caveats(JobCounts counted, List<Check> checks, Instant at) {
        /** Whether they may be said of a count again. What was found wrong is looked at anew: it may be cured. */
        boolean holdFor(JobCounts counts, Instant now) {
            return checks.isEmpty() && counted.equals(counts) && Duration.between(at, now).abs().compareTo(CAVEATS) < 0;
        }
    }

    private final WaitingSince waitingSince = new WaitingSince();
    private final Cache<String, Known> known = Caffeine.newBuilder()
        .maximumSize(10_000)
        .expireAfterWrite(Duration.ofMinutes(10))
        .build();

    WaitingSince waitingSince() {
        return waitingSince;
    }

    @Nullable
    Known recall(ProbeTarget target) {
        return known.getIfPresent(target.digest());
    }

    void remember(ProbeTarget target, Known what) {
        known.put(target.digest(), what);
    }

    void forget(ProbeTarget target) {
        known.invalidate(target.digest());
    }
}
