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
 * What does not change from one probe to the next: which forge answers a token at an address, and whether the token may
 * more than it should. Remembered for ten minutes, for a thousand tokens, and forgotten where a probe by it fails, which then asks anew. Tokens are
 * kept as their SHA-256 alone.
 */
final class ForgeMemory {

    /** @param overPowerful whether the token may what no connection needs */
    record Known(ForgeIdentity identity, boolean overPowerful) {}

    private final Cache<String, Known> known = Caffeine.newBuilder()
        .maximumSize(1000)
        .expireAfterWrite(Duration.ofMinutes(10))
        .build();

    @Nullable
    Known recall(ForgeUrl forge, ApiToken token) {
        return known.getIfPresent(key(forge, token));
    }

    void remember(ForgeUrl forge, ApiToken token, Known what) {
        known.put(key(forge, token), what);
    }

    void forget(ForgeUrl forge, ApiToken token) {
        known.invalidate(key(forge, token));
    }

    private static String key(ForgeUrl forge, ApiToken token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(
                token.reveal().getBytes(StandardCharsets.UTF_8)
            );
            return HexFormat.of().formatHex(digest) + " " + forge;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
