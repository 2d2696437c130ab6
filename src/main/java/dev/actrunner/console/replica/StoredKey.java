package dev.actrunner.console.replica;

import dev.actrunner.console.secret.Keyring;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key as the replicas' Secret has it.
 *
 * @param id tells which it is
 * @param value 32 bytes in base64
 * @param created when it was made
 */
record StoredKey(String id, String value, Instant created) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static StoredKey random(Instant now) {
        byte[] id = new byte[6];
        byte[] value = new byte[32];
        RANDOM.nextBytes(id);
        RANDOM.nextBytes(value);
        return new StoredKey(HexFormat.of().formatHex(id), Base64.getEncoder().encodeToString(value), now);
    }

    Keyring.Key key() {
        return new Keyring.Key(id, new SecretKeySpec(Base64.getDecoder().decode(value), "HKDF"));
    }

    @Override
    public String toString() {
        return "StoredKey[" + id + ", " + created + "]";
    }
}
