package dev.actrunner.console.cluster.kubeconfig;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Detects the algorithm of a client's private key, which only the older PEM blocks name. */
final class ClientKeys {

    private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519", "Ed448");
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----([^-]*)-----END");

    private ClientKeys() {}

    /** @param line the kubeconfig's line, for a message */
    static void prepare(Config config, String line) {
        String pem = pem(config, line);
        if (pem == null) {
            return;
        }
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new IllegalStateException(line + ": holds no private key in PEM");
        }
        String kind = block.group(1).strip();
        switch (kind) {
            case "RSA", "EC" -> config.setClientKeyAlgo(kind);
            case "" -> {
                String found = kindOf(block.group(2), line);
                if (found.startsWith("Ed")) {
                    throw new IllegalStateException(
                        line +
                            ": is an " +
                            found +
                            " key, which the console's client cannot use; take an RSA or EC key, or a token"
                    );
                }
                config.setClientKeyAlgo(found);
            }
            default -> throw new IllegalStateException(
                line + ": is of the kind " + kind + ", which is not read; kubectl does not read it either"
            );
        }
    }

    private static @Nullable String pem(Config config, String line) {
        try {
            if (config.getClientKeyData() != null && !config.getClientKeyData().isBlank()) {
                return new String(Base64.getMimeDecoder().decode(config.getClientKeyData()), StandardCharsets.UTF_8);
            }
            return config.getClientKeyFile() == null || config.getClientKeyFile().isBlank()
                ? null
                : Files.readString(Path.of(config.getClientKeyFile()));
        } catch (IOException e) {
            throw new IllegalStateException(line + ": cannot read " + config.getClientKeyFile(), e);
        } catch (IllegalArgumentException _) {
            throw new IllegalStateException(line + "-data: is no Base64");
        }
    }

    private static String kindOf(String base64, String line) {
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(base64.strip());
        } catch (IllegalArgumentException _) {
            throw new IllegalStateException(line + ": holds a private key that is no Base64");
        }
        for (String kind : KINDS) {
            try {
                KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
                return kind;
            } catch (GeneralSecurityException _) {
                // Of another kind.
            }
        }
        throw new IllegalStateException(line + ": is a key of none of the kinds RSA, EC, Ed25519");
    }
}
