package dev.actrunner.console.connection.store;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.SecretRef;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists the forms in which manifests contain a connection's Secret: as it is, or as the resource from which a controller
 * creates it. In each form the Secret records the forge of its token.
 */
public enum SecretForm {
    /** A Secret, with a mask for the token. */
    SECRET,
    /** For External Secrets (external-secrets.io/v1, {@code spec.target.template}). */
    EXTERNALSECRET,
    /** For Sealed Secrets (bitnami.com/v1alpha1, {@code spec.template}). */
    SEALEDSECRET,
    /** A Secret to be encrypted with SOPS before it is committed, which Flux or another decrypts. */
    SOPS;

    /** As requests have it: the kind's name in lower case. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns what is to be applied in the place of the Secret, as maps and lists; what only its owner knows stands in
     * {@code <…>}.
     */
    Map<String, Object> manifest(Connection connection, @Nullable Secret secret) {
        SecretRef ref = connection.token();
        // What the Secret itself says, and nothing that only KEDA's object does.
        TokenBinding recorded = secret == null ? TokenBinding.NONE : TokenBinding.of(secret);
        Map<String, String> annotations = recorded.isMissing()
            ? Map.of(ConnectionLabels.FORGE_ORIGIN, "<the address of the forge that the token is for>")
            : recorded.annotations();
        return manifest(connection.key().namespace(), ref.secretName(), List.of(ref.secretKey()), annotations);
    }

    /**
     * Returns what a controller makes a Secret of.
     *
     * @param keys the Secret's keys
     * @param annotations of the Secret
     */
    public Map<String, Object> manifest(
        String namespace,
        String name,
        List<String> keys,
        Map<String, String> annotations
    ) {
        Map<String, Object> template = Map.of("metadata", Map.of("annotations", annotations));
        return switch (this) {
            case SECRET -> throw new IllegalStateException("A Secret is read, not made up");
            case SOPS -> ordered(
                "apiVersion",
                "v1",
                "kind",
                "Secret",
                "metadata",
                ordered("name", name, "namespace", namespace, "annotations", annotations),
                "type",
                "Opaque",
                "stringData",
                placeholders(keys, "<the value, to be encrypted with SOPS>")
            );
            case EXTERNALSECRET -> object(
                namespace,
                name,
                "external-secrets.io/v1",
                "ExternalSecret",
                ordered(
                    "refreshInterval",
                    "1h",
                    "secretStoreRef",
                    ordered("kind", "SecretStore", "name", "<your SecretStore>"),
                    "target",
                    ordered("name", name, "template", template),
                    "data",
                    keys
                        .stream()
                        .map(key ->
                            ordered(
                                "secretKey",
                                key,
                                "remoteRef",
                                Map.of("key", "<where your store keeps the " + key + ">")
                            )
                        )
                        .toList()
                )
            );
            case SEALEDSECRET -> object(
                namespace,
                name,
                "bitnami.com/v1alpha1",
                "SealedSecret",
                ordered("encryptedData", placeholders(keys, "<the output of kubeseal --raw>"), "template", template)
            );
        };
    }

    private static Map<String, Object> placeholders(List<String> keys, String placeholder) {
        var map = new LinkedHashMap<String, Object>();
        keys.forEach(key -> map.put(key, placeholder));
        return map;
    }

    private static Map<String, Object> object(
        String namespace,
        String name,
        String apiVersion,
        String kind,
        Map<String, Object> spec
    ) {
        return ordered(
            "apiVersion",
            apiVersion,
            "kind",
            kind,
            "metadata",
            ordered("name", name, "namespace", namespace),
            "spec",
            spec
        );
    }

    /** Names and values by turns, in this order, as people read manifests. */
    private static Map<String, Object> ordered(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i].toString(), pairs[i + 1]);
        }
        return map;
    }
}
