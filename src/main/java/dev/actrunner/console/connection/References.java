package dev.actrunner.console.connection;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.keda.AuthenticationRef;
import dev.actrunner.console.keda.ClusterTriggerAuthentication;
import dev.actrunner.console.keda.GivenTrigger;
import dev.actrunner.console.keda.Scaler;
import dev.actrunner.console.keda.Scalers;
import dev.actrunner.console.keda.TriggerAuthentication;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Which triggers refer to a connection, and which mean to and miss it. */
@Component
class References {

    private final Cluster cluster;

    References(Cluster cluster) {
        this.cluster = cluster;
    }

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

    private static boolean reaches(AuthenticationRef authentication, Scaler scaler, Connection connection) {
        return authentication.servesEveryNamespace() || scaler.namespace().equals(connection.key().namespace());
    }

    /** What is wrong with the references of triggers that ask the connection's forge and do not refer to it. */
    List<Check> broken(Scaler scaler, Connection connection) {
        AuthenticationRef authentication = connection.authentication();
        return authentication == null
            ? List.of()
            : scaler
                  .triggers()
                  .stream()
                  .filter(t -> TriggerAddress.asks(t, connection.forge()))
                  .flatMap(t -> broken(scaler, t, connection, authentication).stream())
                  .toList();
    }

    private Optional<Check> broken(
        Scaler scaler,
        GivenTrigger trigger,
        Connection connection,
        AuthenticationRef authentication
    ) {
        AuthenticationRef named = trigger.authentication();
        boolean here = scaler.namespace().equals(connection.key().namespace());
        if (named == null) {
            return here
                ? Optional.of(
                      Finding.SCALER_DANGLING.seen(
                          scaler.title() + " asks the forge without an authenticationRef.",
                          "Name " + authentication.name() + " in its authenticationRef."
                      )
                  )
                : Optional.empty();
        }
        boolean sameName = named.name().equals(authentication.name());
        boolean sameKind = named.kind().equals(authentication.kind());
        boolean reaches = reaches(authentication, scaler, connection);
        // Elsewhere only the connection's own name says that it is the connection which is meant.
        if (!(here || sameName) || exists(named, scaler.namespace())) {
            return Optional.empty();
        }
        String names = scaler.title() + " names the " + named.kind() + " " + named.name();
        if (sameName && !sameKind && reaches) {
            return Optional.of(
                Finding.SCALER_WRONG_KIND.seen(
                    names + ", which does not exist; the connection's is a " + authentication.kind() + "."
                )
            );
        }
        if (here) {
            return Optional.of(
                Finding.SCALER_DANGLING.seen(
                    names + ", which does not exist.",
                    "Name the " + authentication.kind() + " " + authentication.name() + " in its authenticationRef."
                )
            );
        }
        return sameKind
            ? Optional.of(
                  Finding.SCALER_OTHER_NAMESPACE.seen(
                      names +
                          ", which is in " +
                          connection.key().namespace() +
                          " and not in " +
                          scaler.namespace() +
                          ".",
                      "Move the ScaledObject to " +
                          connection.key().namespace() +
                          ", or set the connection up in " +
                          scaler.namespace() +
                          " too."
                  )
              )
            : Optional.empty();
    }

    private boolean exists(AuthenticationRef named, String namespace) {
        return named.servesEveryNamespace()
            ? cluster.find(ClusterTriggerAuthentication.class, null, named.name()).isPresent()
            : cluster.find(TriggerAuthentication.class, namespace, named.name()).isPresent();
    }
}
