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
final class ManagedFieldsUpgrade {

    private static final int MOST_ATTEMPTS = 5;

    private ManagedFieldsUpgrade() {}

    /** Whether the console owns fields that it created and has not applied yet, as where it ended in between. */
    static boolean areUnapplied(HasMetadata object) {
        return indexOfCreated(object) >= 0;
    }

    /** Whether the console applied the same fields to both. */
    static boolean areAlike(HasMetadata one, HasMetadata other) {
        return applied(one).equals(applied(other));
    }

    private static List<Object> applied(HasMetadata object) {
        List<ManagedFieldsEntry> entries = object.getMetadata().getManagedFields();
        return entries == null
            ? List.of()
            : entries
                  .stream()
                  .filter(e -> Cluster.FIELD_MANAGER.equals(e.getManager()) && e.getSubresource() == null)
                  .<Object>map(e -> List.of(e.getOperation(), e.getFieldsV1()))
                  .toList();
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
     * The object as the API server answers it afterwards. Others may write it meanwhile, as KEDA does that adds a finalizer:
     * their fields are theirs.
     *
     * @throws ClusterException.Changed where it is not the same object any more
     */
    static HasMetadata apply(KubernetesClient client, HasMetadata object) {
        HasMetadata current = object;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            int index = indexOfCreated(current);
            if (index < 0) {
                return current;
            }
            try {
                return client.resource(current).patch(PatchContext.of(PatchType.JSON), patch(index));
            } catch (KubernetesClientException e) {
                // A test that fails is 422, and an object that is gone 404.
                if (e.getCode() != 422 && e.getCode() != 404) {
                    throw e;
                }
            }
            current = client.resource(object).get();
            if (current == null || !current.getMetadata().getUid().equals(object.getMetadata().getUid())) {
                break;
            }
        }
        throw new ClusterException.Changed(Cluster.title(object));
    }

    private static String patch(int index) {
        String entry = "/metadata/managedFields/" + index;
        return """
        [{"op":"test","path":"%1$s/manager","value":"%2$s"},
         {"op":"test","path":"%1$s/operation","value":"Update"},
         {"op":"replace","path":"%1$s/operation","value":"Apply"}]
        """.formatted(entry, Cluster.FIELD_MANAGER);
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
