package dev.actrunner.console.forge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What does not change from one probe to the next: which forge answers a token at an address, what the token may, and what
 * makes its count doubtful. Remembered for ten minutes, for ten thousand of them, and forgotten where a probe by it fails,
 * which then asks anew. Tokens are kept as their SHA-256 alone.
 */
final class ForgeMemory {

    /** @param doubts null until the jobs were counted once */
    record Known(ForgeIdentity identity, TokenReach reach, @Nullable Doubts doubts) {
        Known with(Doubts found) {
            return new Known(identity, reach, found);
        }
    }

    private final Cache<String, Known> known = Caffeine.newBuilder()
        .maximumSize(10_000)
        .expireAfterWrite(Duration.ofMinutes(10))
        .build();

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
