package dev.actrunner.console.secret;

import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/**
 * Keeps a secret text in memory, encrypted with AES-256-GCM by a key that lives as long as the process, so that a heap dump
 * does not show it. It is decrypted only when it is used.
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
