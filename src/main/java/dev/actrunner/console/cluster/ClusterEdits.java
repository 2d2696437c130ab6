package dev.actrunner.console.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes objects that the console does not own by applying them. All calls throw {@link ClusterException}. */
@Component
public class ClusterEdits {

    private final ClusterClients clients;
    private final ClusterCall call;

    ClusterEdits(ClusterClients clients, ClusterCall call) {
        this.clients = clients;
        this.call = call;
    }

    /**
     * Deletes the pods that carry all the labels at once, without the time that they are given to end.
     *
     * @param labels must not be empty
     */
    public void killPods(String namespace, Map<String, String> labels) {
        call.runChange("pods", namespace, UnaryOperator.identity(), () ->
            clients.current().pods().inNamespace(namespace).withLabels(labels).withGracePeriod(0).delete()
        );
    }

    /**
     * Sets annotations of an object as {@code kubectl annotate} does, and leaves the others alone.
     *
     * @param annotations null as a value removes one
     * @return the object afterwards
     */
    public <T extends HasMetadata> T annotate(T object, Map<String, @Nullable String> annotations) {
        String patch = clients
            .own()
            .getKubernetesSerialization()
            .asJson(Map.of("metadata", Map.of("annotations", annotations)));
        return call.runChange(
            Cluster.title(object),
            object.getMetadata().getNamespace(),
            UnaryOperator.identity(),
            () ->
                clients
                    .current()
                    .resource(object)
                    .patch(
                        new PatchContext.Builder()
                            .withPatchType(PatchType.JSON_MERGE)
                            .withFieldManager(Cluster.FIELD_MANAGER + "-annotate")
                            .build(),
                        patch
                    )
        );
    }
}
