package dev.actrunner.console.cluster;

import io.fabric8.kubernetes.api.model.Namespace;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Lists the namespaces of the cluster, or those that are known where the caller may not list them. */
@Component
public class Namespaces {

    private final Cluster cluster;
    private final ClusterClients clients;
    private final ClusterProperties properties;

    Namespaces(Cluster cluster, ClusterClients clients, ClusterProperties properties) {
        this.cluster = cluster;
        this.clients = clients;
        this.properties = properties;
    }

    /** Returns whether a namespace exists; true where the caller may not read namespaces. */
    public boolean exists(String name) {
        try {
            return cluster.find(Namespace.class, null, name).isPresent();
        } catch (ClusterException.Forbidden _) {
            return true;
        }
    }

    /** Lists the namespaces by name; those of {@code console.cluster.namespaces} where listing them is forbidden. */
    public List<String> list() {
        try {
            return cluster
                .list(Namespace.class, null, Map.of())
                .stream()
                .map(n -> n.getMetadata().getName())
                .sorted()
                .toList();
        } catch (ClusterException.Forbidden _) {
            return known();
        }
    }

    /** Returns the configured namespaces, or the one that the kubeconfig or the pod names. */
    public List<String> known() {
        if (!properties.namespaces().isEmpty()) {
            return properties.namespaces().stream().sorted().toList();
        }
        String own = clients.own().getNamespace();
        return own == null ? List.of() : List.of(own);
    }
}
