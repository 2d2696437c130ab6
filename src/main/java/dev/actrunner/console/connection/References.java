package dev.actrunner.console.connection;

import dev.actrunner.console.keda.AuthenticationRef;
import dev.actrunner.console.keda.GivenTrigger;
import dev.actrunner.console.keda.Scaler;
import dev.actrunner.console.keda.Scalers;
import java.util.List;

/** Which triggers refer to a connection. */
final class References {

    private References() {}

    /** The ScaledObjects and ScaledJobs that can have to do with a connection. */
    static List<Scaler> around(Scalers scalers, Connection connection) {
        AuthenticationRef authentication = connection.authentication();
        return authentication == null ? List.of() : scalers.around(connection.key().namespace(), authentication);
    }

    /** The triggers of a ScaledObject or ScaledJob that refer to a connection. */
    static List<GivenTrigger> of(Scaler scaler, Connection connection) {
        AuthenticationRef authentication = connection.authentication();
        if (authentication == null || !reaches(authentication, scaler, connection)) {
            return List.of();
        }
        return scaler
            .triggers()
            .stream()
            .filter(t -> authentication.equals(t.authentication()))
            .toList();
    }

    /** Whether an object's reference can be to the connection's authentication. */
    static boolean reaches(AuthenticationRef authentication, Scaler scaler, Connection connection) {
        return authentication.servesEveryNamespace() || scaler.namespace().equals(connection.key().namespace());
    }
}
