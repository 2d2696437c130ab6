package dev.actrunner.console.connection;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Refers to the certificate authority of a forge in the connection's namespace: PEM in a key of a ConfigMap or Secret.
 *
 * @param kind {@code ConfigMap} or {@code Secret}
 */
public record CaRef(String kind, String name, String key) {
    private static final String DEFAULT_KEY = "ca.crt";

    /**
     * @param text {@code ConfigMap/name}, {@code Secret/name}, or either with {@code /key}; without it {@code ca.crt}
     * @throws IllegalArgumentException when {@link #problemWith} finds a problem
     */
    public static CaRef parse(String text) {
        String problem = problemWith(text);
        if (problem != null) {
            throw new IllegalArgumentException("ca " + problem);
        }
        String[] parts = text.split("/", -1);
        return new CaRef(
            parts[0].toLowerCase(Locale.ROOT).equals("secret") ? "Secret" : "ConfigMap",
            parts[1],
            parts.length > 2 ? parts[2] : DEFAULT_KEY
        );
    }

    public static @Nullable String problemWith(String text) {
        String[] parts = text.split("/", -1);
        String kind = parts[0].toLowerCase(Locale.ROOT);
        if (parts.length < 2 || parts.length > 3 || !(kind.equals("configmap") || kind.equals("secret"))) {
            return "must be ConfigMap/name or Secret/name, followed by /key where the key is not " + DEFAULT_KEY;
        }
        String name = KubernetesNames.problemWithObject(parts[1]);
        if (name != null) {
            return "names an invalid object: the name " + name;
        }
        String key = parts.length > 2 ? KubernetesNames.problemWithSecretKey(parts[2]) : null;
        return key == null ? null : "has an invalid key: it " + key;
    }

    /** Whether it is in a Secret, which only those may change who may write Secrets. */
    public boolean isSecret() {
        return kind.equals("Secret");
    }

    /** As it was entered, with its key: {@code ConfigMap/forge-ca/ca.crt}. */
    @Override
    public String toString() {
        return kind + "/" + name + "/" + key;
    }
}
