package dev.actrunner.console.connection.scaling;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.keda.scaling.ScaledResource;
import dev.actrunner.console.keda.scaling.ScaledResources;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import java.util.List;

/** Finds the triggers that refer to a connection. */
public final class ScaledResourceReferences {

    private ScaledResourceReferences() {}

    /** The ScaledObjects and ScaledJobs that can have to do with a connection. */
    public static List<ScaledResource> around(ScaledResources scaledResources, Connection connection) {
        AuthenticationRef authentication = connection.authentication();
        return authentication == null
            ? List.of()
            : scaledResources.around(connection.key().namespace(), authentication);
    }

    /** The triggers of a ScaledObject or ScaledJob that refer to a connection. */
    public static List<TriggerSpec> of(ScaledResource scaledResource, Connection connection) {
        AuthenticationRef authentication = connection.authentication();
        if (authentication == null || !reaches(authentication, scaledResource, connection)) {
            return List.of();
        }
        return scaledResource
            .triggers()
            .stream()
            .filter(t -> authentication.equals(t.authentication()))
            .toList();
    }

    /** Whether an object's reference can be to the connection's authentication. */
    static boolean reaches(AuthenticationRef authentication, ScaledResource scaledResource, Connection connection) {
        return authentication.servesEveryNamespace() || scaledResource.namespace().equals(connection.key().namespace());
    }
}
