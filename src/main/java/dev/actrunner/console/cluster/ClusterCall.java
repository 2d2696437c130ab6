package dev.actrunner.console.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes calls to the API server, and {@link ClusterException}s of what goes wrong in them. */
@Component
class ClusterCall {

    private final KubernetesClient client;

    ClusterCall(KubernetesClient client) {
        this.client = client;
    }

    /** The API server's address, without a slash at the end. */
    String server() {
        return client.getMasterUrl().toString().replaceAll("/$", "");
    }

    /**
     * @param object what is worked on, for people
     * @param namespace the namespace worked in, null at cluster scope
     */
    <T extends @Nullable Object> T run(String object, @Nullable String namespace, Supplier<T> call) {
        return run(object, namespace, UnaryOperator.identity(), call);
    }

    /** @param redaction takes out of the API server's words what must not be shown */
    <T extends @Nullable Object> T run(
        String object,
        @Nullable String namespace,
        UnaryOperator<String> redaction,
        Supplier<T> call
    ) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            throw ClusterFault.of(e, server(), object, namespace, redaction);
        }
    }
}
