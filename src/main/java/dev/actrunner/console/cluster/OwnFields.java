package dev.actrunner.console.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Objects;

/**
 * Creates objects, and turns the fields that the console owns by having created an object into fields that it applied, as
 * kubectl does when it takes a client-side apply over (client-go's {@code csaupgrade}): two owners of one name would
 * conflict with each other.
 */
final class OwnFields {

    private OwnFields() {}

    /** Whether the console owns fields that it created and has not applied yet, as where it ended in between. */
    static boolean areUnapplied(HasMetadata object) {
        return indexOfCreated(object) >= 0;
    }

    /** Creates by a POST in the console's name, for which the client's own {@code create} has no parameter. */
    static HasMetadata create(KubernetesClient client, HasMetadata desired) {
        String namespace = desired.getMetadata().getNamespace();
        String path =
            (desired.getApiVersion().contains("/") ? "/apis/" : "/api/") +
            desired.getApiVersion() +
            (namespace == null ? "" : "/namespaces/" + namespace) +
            "/" +
            desired.getPlural() +
            "?fieldManager=" +
            Cluster.FIELD_MANAGER;
        String created = client.raw(path, "POST", desired);
        return client.getKubernetesSerialization().unmarshal(Objects.requireNonNull(created), desired.getClass());
    }

    /**
     * The object as the API server answers it afterwards.
     *
     * @throws ClusterException.Changed where it is not as it was read any more
     */
    static HasMetadata apply(KubernetesClient client, HasMetadata object) {
        int index = indexOfCreated(object);
        if (index < 0) {
            return object;
        }
        String entry = "/metadata/managedFields/" + index;
        String patch = """
        [{"op":"test","path":"/metadata/resourceVersion","value":"%1$s"},
         {"op":"test","path":"%2$s/manager","value":"%3$s"},
         {"op":"replace","path":"%2$s/operation","value":"Apply"}]
        """.formatted(object.getMetadata().getResourceVersion(), entry, Cluster.FIELD_MANAGER);
        try {
            return client.resource(object).patch(PatchContext.of(PatchType.JSON), patch);
        } catch (KubernetesClientException e) {
            // A test that fails is 422, and an object that is gone 404: somebody else was quicker.
            if (e.getCode() == 422 || e.getCode() == 404) {
                throw new ClusterException.Changed(Cluster.title(object));
            }
            throw e;
        }
    }

    private static int indexOfCreated(HasMetadata object) {
        List<ManagedFieldsEntry> entries = object.getMetadata().getManagedFields();
        for (int i = 0; entries != null && i < entries.size(); i++) {
            ManagedFieldsEntry each = entries.get(i);
            if (
                Cluster.FIELD_MANAGER.equals(each.getManager()) &&
                "Update".equals(each.getOperation()) &&
                each.getSubresource() == null
            ) {
                return i;
            }
        }
        return -1;
    }
}
