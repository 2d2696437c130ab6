package dev.actrunner.console.connection;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Reads a Secret's values. */
public final class SecretData {

    private SecretData() {}

    /** The text of a key; empty where the Secret has no such key. */
    public static Optional<String> text(Secret secret, String key) {
        return Optional.ofNullable(secret.getData())
            .map(data -> data.get(key))
            .map(SecretData::decoded);
    }

    /** A value as the API server has it, in Base64. */
    public static String decoded(String encoded) {
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }
}
