package dev.actrunner.console.web.support;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.Namespaces;
import dev.actrunner.console.cluster.access.Whoami;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.monitor.VisibleNamespaces;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds callers who may see no connection, and the user that the cluster takes them for. */
@Component
public class UnentitledCaller {

    /** Each may cost a question to the API server, and one that may be seen is enough. */
    private static final int MAX_NAMESPACES = 100;

    private final VisibleNamespaces visibleNamespaces;
    private final Namespaces namespaces;
    private final Whoami whoami;

    UnentitledCaller(VisibleNamespaces visibleNamespaces, Namespaces namespaces, Whoami whoami) {
        this.visibleNamespaces = visibleNamespaces;
        this.namespaces = namespaces;
        this.whoami = whoami;
    }

    /**
     * The user that the cluster takes a caller for.
     *
     * @param groups without those that everybody is in
     * @param command what an administrator runs so that they see a namespace's connections
     */
    record Caller(String user, List<String> groups, String command) {}

    /** Returns the caller, null for one who may list the connections of some namespace. */
    @Nullable
    public Caller find() {
        try {
            VisibleNamespaces.Visible visible = visibleNamespaces.of(() ->
                CurrentIdentity.console(namespaces::list).stream().limit(MAX_NAMESPACES).toList()
            );
            if (visible.namespaces() == null || !visible.namespaces().isEmpty()) {
                return null;
            }
            Whoami.User user = whoami.ask(CurrentIdentity.current());
            return new Caller(
                user.name(),
                user
                    .groups()
                    .stream()
                    .filter(g -> !g.equals("system:authenticated"))
                    .toList(),
                "kubectl create rolebinding act-runner-console-viewer --namespace your-namespace" +
                    " --clusterrole act-runner-console-viewer --user '" +
                    user.name().replace("'", "'\\''") +
                    "'"
            );
        } catch (ClusterException _) {
            return null;
        }
    }
}
