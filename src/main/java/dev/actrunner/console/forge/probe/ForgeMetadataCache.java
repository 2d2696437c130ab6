package dev.actrunner.console.forge.probe;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.identity.ForgeIdentity;
import dev.actrunner.console.forge.identity.TokenPrivileges;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What does not change from one probe to the next: which forge answers a token at an address, and what the token may.
 * Remembered for ten minutes, for ten thousand of them, and forgotten where a probe by it fails, which then asks anew. What
 * makes a count doubtful can come and be cured at any moment: that there was nothing is kept for a minute for the console's
 * own probes, as long as the count stays, and asked anew for whoever asks now. Tokens are kept as their SHA-256 alone.
 */
final class ForgeMetadataCache {

    private static final Duration CAVEATS = Duration.ofMinutes(1);

    record Known(ForgeIdentity identity, TokenPrivileges reach) {}

    /** A count in which nothing was found doubtful, and when. What was found is looked at anew: it may be cured. */
    private record Whole(JobCounts counted, Instant at) {}

    private final WaitingSince waitingSince = new WaitingSince();
    private final Cache<String, Known> known = Caffeine.newBuilder()
        .maximumSize(10_000)
        .expireAfterWrite(Duration.ofMinutes(10))
        .build();
    private final Cache<String, Whole> whole = Caffeine.newBuilder()
        .maximumSize(10_000)
        .expireAfterWrite(CAVEATS)
        .build();

    WaitingSince waitingSince() {
        return waitingSince;
    }

    @Nullable
    Known find(ProbeTarget target) {
        return known.getIfPresent(target.digest());
    }

    void put(ProbeTarget target, Known what) {
        known.put(target.digest(), what);
    }

    void evict(ProbeTarget target) {
        known.invalidate(target.digest());
        evictUserMetadata(target);
    }

    void putUserMetadata(ProbeTarget target, JobCounts counted, Instant now) {
        whole.put(target.digest(), new Whole(counted, now));
    }

    /** Whether nothing was doubtful in the same count a moment ago. */
    boolean isWhole(ProbeTarget target, JobCounts counted, Instant now) {
        Whole last = whole.getIfPresent(target.digest());
        return (
            last != null &&
            last.counted().equals(counted) &&
            Duration.between(last.at(), now).abs().compareTo(CAVEATS) < 0
        );
    }

    void evictUserMetadata(ProbeTarget target) {
        whole.invalidate(target.digest());
    }
}
