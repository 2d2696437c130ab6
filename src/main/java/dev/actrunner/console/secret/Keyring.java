package dev.actrunner.console.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/**
 * Seals what leaves the process and comes back, perhaps to another replica: cookies, and what replicas tell each other. It is
 * encrypted and authenticated with AES-256-GCM, each purpose by a key of its own that is derived from one that all replicas
 * have (HKDF-SHA256): what was sealed for one purpose cannot be opened for another.
 */
public final class Keyring {

    private static final Pattern SEALED = Pattern.compile("([0-9a-z]{1,16})\\.([A-Za-z0-9_-]+)");

    /**
     * A key.
     *
     * @param id tells which it is, at most 16 lower-case letters and digits
     * @param value of 256 bits
     */
    public record Key(String id, SecretKey value) {
        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    /** A key for a purpose. */
    private record Use(String key, String purpose) {}

    private final Map<Use, BytesEncryptor> ciphers = new ConcurrentHashMap<>();
    private volatile List<Key> keys;
    private volatile Runnable renewal = () -> {};

    /** @param keys the first seals, and all open; at least one */
    public Keyring(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /** Replaces the keys. */
    public void replace(List<Key> now) {
        keys = List.copyOf(now);
        ciphers.keySet().removeIf(use -> now.stream().noneMatch(key -> key.id().equals(use.key())));
    }

    /** Calls this where something was sealed with a key that is not known, before it is looked for once more. */
    public void onUnknownKey(Runnable task) {
        renewal = task;
    }

    /** Seals for a purpose; what comes of it has only letters that a cookie, a header and a URL may have. */
    public String seal(String purpose, byte[] plain) {
        Key key = keys.getFirst();
        byte[] sealed = cipher(key, purpose).encrypt(plain);
        return key.id() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** Opens what was sealed for the same purpose; empty where it was not, was changed, or its key is gone. */
    public Optional<byte[]> open(String purpose, String sealed) {
        var parts = SEALED.matcher(sealed);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return find(parts.group(1)).flatMap(key -> open(cipher(key, purpose), parts.group(2)));
    }

    private static Optional<byte[]> open(BytesEncryptor cipher, String text) {
        try {
            return Optional.of(cipher.decrypt(Base64.getUrlDecoder().decode(text)));
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    private Optional<Key> find(String id) {
        Optional<Key> known = known(id);
        if (known.isPresent()) {
            return known;
        }
        renewal.run();
        return known(id);
    }

    private Optional<Key> known(String id) {
        return keys
            .stream()
            .filter(key -> key.id().equals(id))
            .findFirst();
    }

    private BytesEncryptor cipher(Key key, String purpose) {
        return Objects.requireNonNull(
            ciphers.computeIfAbsent(new Use(key.id(), purpose), _ ->
                AesGcmBytesEncryptor.withSecretKey(derive(key, purpose)).build()
            )
        );
    }

    private static SecretKey derive(Key key, String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveKey(
                "AES",
                HKDFParameterSpec.ofExtract()
                    .addIKM(key.value())
                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), 32)
            );
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
