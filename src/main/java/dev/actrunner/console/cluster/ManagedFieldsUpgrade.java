package dev.actrunner.console.cluster;

import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Whether Helm owns fields of an object, and the console none. */
    static boolean isHelmsAlone(HasMetadata object) {
        List<ManagedFieldsEntry> entries = object.getMetadata().getManagedFields();
        return entries != null && entries.stream().anyMatch(ManagedFieldsUpgrade::isHelms) && applied(object).isEmpty();
    }

    /** Helm by its own name, or a tool that has Helm in it under the tool's name, as Flux and Terraform have. */
    private static boolean isHelms(ManagedFieldsEntry entry) {
        return (
            entry.getSubresource() == null &&
            (String.valueOf(entry.getManager()).startsWith("helm") ||
                String.valueOf(entry.getFieldsV1().getAdditionalProperties()).contains("f:meta.helm.sh/release-name"))
        );
    }

    /**
     * Makes the console own what Helm set besides metadata, so that the next apply removes what it leaves out: merged into what
     * Helm set, a pod would have containers and commands of both.
     *
     * @throws ClusterException.Changed where somebody changed the object since it was read
     */
    static void takeOverHelms(KubernetesClient client, HasMetadata object) {
        List<ManagedFieldsEntry> entries = new ArrayList<>();
        Map<String, Object> taken = new LinkedHashMap<>();
        ManagedFieldsEntry last = null;
        for (ManagedFieldsEntry each : object.getMetadata().getManagedFields()) {
            if (!isHelms(each)) {
                entries.add(each);
                continue;
            }
            Map<String, Object> content = new LinkedHashMap<>(each.getFieldsV1().getAdditionalProperties());
            Object metadata = content.remove("f:metadata");
            if (metadata != null) {
                Map<String, Object> kept = Map.of("f:metadata", metadata);
                entries.add(new ManagedFieldsEntryBuilder(each).withFieldsV1(fields(kept)).build());
            }
            merge(taken, content);
            last = each;
        }
        entries.add(
            new ManagedFieldsEntryBuilder(last)
                .withManager(Cluster.FIELD_MANAGER)
                .withOperation("Apply")
                .withFieldsV1(fields(taken))
                .build()
        );
        String patch = client
            .getKubernetesSerialization()
            .asJson(
                List.of(
                    Map.of(
                        "op",
                        "test",
                        "path",
                        "/metadata/resourceVersion",
                        "value",
                        object.getMetadata().getResourceVersion()
                    ),
                    Map.of("op", "replace", "path", "/metadata/managedFields", "value", entries)
                )
            );
        try {
            client.resource(object).patch(PatchContext.of(PatchType.JSON), patch);
        } catch (KubernetesClientException e) {
            if (e.getCode() == 422 || e.getCode() == 404) {
                throw new ClusterException.Changed(Cluster.title(object));
            }
            throw e;
        }
    }

    private static FieldsV1 fields(Map<String, Object> content) {
        var fields = new FieldsV1();
        fields.setAdditionalProperties(content);
        return fields;
    }

    @SuppressWarnings("unchecked")
    private static void merge(Map<String, Object> to, Map<String, Object> from) {
        from.forEach((key, value) -> {
            if (to.get(key) instanceof Map<?, ?> there && value instanceof Map<?, ?> more) {
                Map<String, Object> both = new LinkedHashMap<>((Map<String, Object>) there);
                merge(both, (Map<String, Object>) more);
                to.put(key, both);
            } else {
                to.put(key, value);
            }
        });
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
