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
 * Caches what seldom changes between probes: the platform and version at a URL, and the token's privileges, for all
 * connections with the same forge and token. Entries last ten minutes and are dropped when a probe
 * that used them fails. That a count has no caveats is cached for a minute, for the console's own probes only and while the
 * count stays the same, because a caveat can appear or be cured at any moment. Tokens are kept as their SHA-256 only.
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
        .maximumSize(100_000)
        .expireAfterWrite(CAVEATS)
        .build();

    WaitingSince waitingSince() {
        return waitingSince;
    }

    @Nullable
    Known find(ProbeTarget target) {
        return known.getIfPresent(target.accessDigest());
    }

    void put(ProbeTarget target, Known what) {
        known.put(target.accessDigest(), what);
    }

    void evict(ProbeTarget target) {
        known.invalidate(target.accessDigest());
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
