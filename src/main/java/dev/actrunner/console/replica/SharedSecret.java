package dev.actrunner.console.replica;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * Reads and writes the Secret of what replicas share: the keys of what they seal, and which sign-ins have ended. All calls throw
 * {@link KubernetesClientException}; of two replicas that write at once, one gets a conflict.
 */
final class SharedSecret {

    private static final SecretField<List<StoredKey>> KEYS = new SecretField<>(
        "keys.json",
        new TypeReference<>() {},
        List.of()
    );
    private static final SecretField<Map<String, Instant>> ENDED = new SecretField<>(
        "ended-sign-ins.json",
        new TypeReference<>() {},
        Map.of()
    );

    private final KubernetesClient client;
    private final String namespace;
    private final String name;

    SharedSecret(KubernetesClient client, String namespace, String name) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Returns null where there is none. */
    @Nullable
    Secret find() {
        return client.secrets().inNamespace(namespace).withName(name).get();
    }

    /** The keys, the newest first: as they were written, since clocks differ. */
    List<StoredKey> keys(@Nullable Secret secret) {
        return KEYS.read(secret);
    }

    /** The ids of sign-ins that have ended, and when each would have ended by itself. */
    Map<String, Instant> ended(@Nullable Secret secret) {
        return ENDED.read(secret);
    }

    void writeEnded(Secret secret, Map<String, Instant> ended) {
        client.resource(ENDED.with(secret, ended)).update();
    }

    /**
     * @param secret what was found, null where it is to be created
     * @throws IllegalStateException where it is to be created, and the console may not: whoever creates Secrets gets the tokens of
     *     all service accounts of the namespace
     */
    Secret writeKeys(@Nullable Secret secret, List<StoredKey> keys) {
        if (secret != null) {
            return client.resource(KEYS.with(secret, keys)).update();
        }
        Secret made = new SecretBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(namespace)
            .endMetadata()
            .build();
        try {
            return client.resource(KEYS.with(made, keys)).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            throw new IllegalStateException(
                "it does not exist; create it: kubectl create secret generic " + name + " --namespace " + namespace,
                e
            );
        }
    }
}
