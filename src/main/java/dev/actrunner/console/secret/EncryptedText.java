package dev.actrunner.console.secret;

import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/**
 * Keeps a secret text in a session, encrypted with AES-256-GCM by a key that lives as long as the process, so that neither
 * a session store nor a heap dump shows it. It is decrypted only when it is used.
 */
public final class EncryptedText {

    private static final BytesEncryptor CIPHER = AesGcmBytesEncryptor.withSecretKey(key()).build();

    private final byte[] encrypted;

    private EncryptedText(byte[] encrypted) {
        this.encrypted = encrypted;
    }

    /** Seals a text. */
    public static EncryptedText of(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        try {
            return new EncryptedText(CIPHER.encrypt(plain));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** Parses what {@link #toText} returned; empty where another process made it, or it was changed. */
    public static Optional<EncryptedText> parse(String text) {
        try {
            var encrypted = new EncryptedText(Base64.getUrlDecoder().decode(text));
            encrypted.open();
            return Optional.of(encrypted);
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    /** Itself, encrypted, in letters that a cookie may have. */
    public String toText() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(encrypted);
    }

    /** The text. */
    public String open() {
        byte[] plain = CIPHER.decrypt(encrypted);
        try {
            return new String(plain, StandardCharsets.UTF_8);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static SecretKey key() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(256);
            return generator.generateKey();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
