package dev.actrunner.console.connection.store;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.access.AccessReviews;
import dev.actrunner.console.cluster.access.AccessReviews.Right;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the API server what the caller may do with connections, before a page offers it. */
@Component
public class ConnectionPermissions {

    private static final String KEDA = "keda.sh";
    private static final String AUTHENTICATIONS = "triggerauthentications";
    private static final Right MAKE = new Right("create", "", "secrets");
    private static final List<Right> CHANGE = List.of(
        Right.GET_SECRET,
        Right.PATCH_SECRET,
        new Right("patch", KEDA, AUTHENTICATIONS)
    );
    private static final List<Right> DELETE = List.of(
        new Right("delete", "", "secrets"),
        new Right("delete", KEDA, AUTHENTICATIONS)
    );

    private final AccessReviews access;

    ConnectionPermissions(AccessReviews access) {
        this.access = access;
    }

    /** Why the caller may not change connections in a namespace; null where they may, or nobody can say. */
    public @Nullable String whyNotChange(String namespace) {
        return whyNot(CHANGE, namespace);
    }

    /** The same for deleting them. */
    public @Nullable String whyNotDelete(String namespace) {
        return whyNot(DELETE, namespace);
    }

    private @Nullable String whyNot(List<Right> rights, String namespace) {
        try {
            for (Right right : rights) {
                access.require(right, namespace);
            }
            return null;
        } catch (ClusterException.Forbidden e) {
            return e.getMessage();
        } catch (ClusterException.Unavailable _) {
            return null;
        }
    }

    /** Those of the namespaces in which the caller may read every Secret. */
    public Set<String> readable(List<String> namespaces) {
        return access.among(namespaces, Right.GET_SECRET);
    }

    /** Those of the namespaces in which the caller may make connections, in their order. */
    public List<String> writable(List<String> namespaces) {
        Set<String> allowed = access.among(namespaces, MAKE);
        return namespaces.stream().filter(allowed::contains).toList();
    }
}
