package dev.actrunner.console.forge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
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
        return known.getIfPresent(key(target));
    }

    void remember(ProbeTarget target, Known what) {
        known.put(key(target), what);
    }

    void forget(ProbeTarget target) {
        known.invalidate(key(target));
    }

    private static String key(ProbeTarget target) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(
                target.token().reveal().getBytes(StandardCharsets.UTF_8)
            );
            return HexFormat.of().formatHex(digest) + " " + target.forge() + " " + target.scope();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
