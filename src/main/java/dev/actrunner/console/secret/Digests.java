package dev.actrunner.console.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** Computes digests, which tell secrets apart without keeping them. */
public final class Digests {

    private Digests() {}

    /** Returns the SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
    public static String sha256(String text) {
        return sha256(Stream.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the SHA-256 of bytes one after the other, as 64 hexadecimal digits. */
    public static String sha256(Stream<byte[]> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            parts.forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
