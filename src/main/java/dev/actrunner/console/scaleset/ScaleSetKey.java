package dev.actrunner.console.scaleset;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.KubernetesNames;
import org.jspecify.annotations.Nullable;

/**
 * A scale set's namespace and name. The name takes the place of a Helm release's.
 * Construction throws {@link ConnectionException.Invalid} where Kubernetes allows no such namespace or name.
 */
public record ScaleSetKey(String namespace, String name) implements Comparable<ScaleSetKey> {
    public ScaleSetKey {
        require("namespace", KubernetesNames.problemWithNamespace(namespace));
        require("name", KubernetesNames.problemWithRelease(name, "a scale set's name"));
    }

    private static void require(String field, @Nullable String problem) {
        if (problem != null) {
            throw ConnectionException.invalid(field, problem);
        }
    }

    /** Returns the key of a connection in the scale set's namespace. */
    public ConnectionKey connection(String connection) {
        return new ConnectionKey(namespace, connection);
    }

    @Override
    public int compareTo(ScaleSetKey other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
