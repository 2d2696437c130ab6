package dev.actrunner.console.cluster.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** An identity with which the API server is called. */
public sealed interface ClusterIdentity {
    /** The kubeconfig's user, or the pod's service account. */
    record Console() implements ClusterIdentity {
        @Override
        public String key() {
            return "console";
        }
    }

    /**
     * Somebody with a token that the API server takes.
     *
     * @param token never shown
     */
    record Bearer(String token) implements ClusterIdentity {
        @Override
        public String key() {
            return "token:" + sha256(token);
        }

        @Override
        public String toString() {
            return "Bearer[***]";
        }
    }

    /**
     * Somebody whom the console vouches for, which it may where it is granted {@code impersonate}.
     *
     * @param user as RBAC names them
     * @param groups as RBAC names them
     */
    record Impersonated(String user, List<String> groups) implements ClusterIdentity {
        /** Kubernetes' own names begin with this; nobody else may lend them. */
        private static final String RESERVED = "system:";

        public Impersonated {
            groups = groups
                .stream()
                .filter(g -> !g.startsWith(RESERVED))
                .sorted()
                .toList();
            if (user.isBlank() || user.startsWith(RESERVED)) {
                throw new IllegalArgumentException("A user may not be called \"" + user + "\"");
            }
        }

        @Override
        public String key() {
            return "user:" + sha256(user + "\n" + String.join("\n", groups));
        }
    }

    /** Nobody: every call is refused. */
    record Nobody() implements ClusterIdentity {
        @Override
        public String key() {
            return "nobody";
        }
    }

    /** Returns a key for caches, without a token in it. */
    String key();

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
