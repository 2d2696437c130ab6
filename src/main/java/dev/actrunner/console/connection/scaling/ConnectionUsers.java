package dev.actrunner.console.connection.scaling;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.keda.scaling.ScaledResource;
import dev.actrunner.console.keda.scaling.ScaledResources;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Finds the ScaledObjects and ScaledJobs that use a connection, by what they refer to. KEDA's own list, in the status of
 * its object, comes late and keeps names of what is gone; it counts only where the objects may not be listed.
 */
@Component
public class ConnectionUsers {

    private final Keda keda;

    ConnectionUsers(Keda keda) {
        this.keda = keda;
    }

    /** As they were read within the last seconds. */
    public List<String> cached(Connection connection) {
        return of(connection, false);
    }

    /** As they stand now, before something is taken away from them. */
    public List<String> now(Connection connection) {
        return of(connection, true);
    }

    private List<String> of(Connection connection, boolean fresh) {
        AuthenticationRef authentication = connection.authentication();
        if (authentication == null) {
            return List.of();
        }
        String home = connection.key().namespace();
        ScaledResources scaledResources;
        try {
            scaledResources = fresh ? keda.scaledResourcesNow(home) : keda.scaledResources(home);
        } catch (ClusterException _) {
            return connection.users();
        }
        boolean complete = authentication.servesEveryNamespace()
            ? scaledResources.everywhere()
            : scaledResources.covers(home);
        var users = new ArrayList<String>();
        for (ScaledResource scaledResource : ScaledResourceReferences.around(scaledResources, connection)) {
            if (!ScaledResourceReferences.of(scaledResource, connection).isEmpty()) {
                String where = scaledResource.namespace().equals(home) ? "" : scaledResource.namespace() + "/";
                users.add(scaledResource.kind() + " " + where + scaledResource.name());
            }
        }
        return users.isEmpty() && !complete ? connection.users() : List.copyOf(users);
    }
}
