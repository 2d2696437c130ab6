package dev.actrunner.console.connection;

import java.util.ArrayList;
import java.util.List;

/**
 * A connection's namespace and name.
 *
 * @param namespace the namespace of its Secret, and of its TriggerAuthentication unless that is cluster-scoped
 * @param name its name, which takes the place of the chart's release
 */
public record ConnectionKey(String namespace, String name) implements Comparable<ConnectionKey> {
    /**
     * @throws ConnectionException.Invalid where one of them is not a name in Kubernetes
     */
    public ConnectionKey {
        List<FieldError> problems = new ArrayList<>();
        String inNamespace = KubernetesNames.problemWithNamespace(namespace);
        if (inNamespace != null) {
            problems.add(new FieldError("namespace", inNamespace));
        }
        String inName = KubernetesNames.problemWithConnection(name);
        if (inName != null) {
            problems.add(new FieldError("name", inName));
        }
        if (!problems.isEmpty()) {
            throw new ConnectionException.Invalid(problems);
        }
    }

    @Override
    public int compareTo(ConnectionKey other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
