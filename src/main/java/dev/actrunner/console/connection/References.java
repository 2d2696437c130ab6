package dev.actrunner.console.connection;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.keda.AuthenticationRef;
import dev.actrunner.console.keda.ClusterTriggerAuthentication;
import dev.actrunner.console.keda.GivenTrigger;
import dev.actrunner.console.keda.Scaler;
import dev.actrunner.console.keda.Scalers;
import dev.actrunner.console.keda.TriggerAuthentication;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /**
     * What an object has to do with a connection whose triggers do not refer to it: one that asks the same forge through
     * another authentication, or means to refer to this one and misses it. Empty for any other.
     */
    Optional<SeenScaler> elsewhere(Scaler scaler, Connection connection) {
        AuthenticationRef authentication = connection.authentication();
        if (authentication == null) {
            return Optional.empty();
        }
        List<GivenTrigger> asking = scaler
            .triggers()
            .stream()
            .filter(t -> TriggerAddress.asks(t, connection.forge()))
            .toList();
        List<Check> broken = asking
            .stream()
            .flatMap(t -> broken(scaler, t, connection, authentication).stream())
            .toList();
        if (!broken.isEmpty()) {
            return Optional.of(new SeenScaler(scaler, null, null, broken, List.of()));
        }
        return scaler.namespace().equals(connection.key().namespace())
            ? asking
                  .stream()
                  .map(GivenTrigger::authentication)
                  .filter(Objects::nonNull)
                  .filter(named -> exists(named, scaler.namespace()))
                  .findFirst()
                  .map(named -> new SeenScaler(scaler, named, null, List.of(), List.of()))
            : Optional.empty();
    }

    private Optional<Check> broken(
        Scaler scaler,
        GivenTrigger trigger,
        Connection connection,
        AuthenticationRef authentication
    ) {
        AuthenticationRef named = trigger.authentication();
        boolean here = scaler.namespace().equals(connection.key().namespace());
        boolean sameName = named != null && named.name().equals(authentication.name());
        // Elsewhere only the connection's own name says that it is the connection which is meant.
        if (!(here || sameName) || (named != null && exists(named, scaler.namespace()))) {
            return Optional.empty();
        }
        if (named != null && sameName) {
            return misnamed(scaler, named, connection, authentication);
        }
        List<Connection> meant = meant(trigger, connection);
        if (!meant.getFirst().key().equals(connection.key())) {
            return Optional.empty();
        }
        String asks =
            named == null
                ? " asks the forge without an authenticationRef."
                : " names the " + named.kind() + " " + named.name() + ", which does not exist.";
        return Optional.of(
            Finding.SCALER_DANGLING.seen(scaler.title() + asks, "Name " + names(meant) + " in its authenticationRef.")
        );
    }

    private static String names(List<Connection> meant) {
        return meant
            .stream()
            .map(Connection::authentication)
            .filter(Objects::nonNull)
            .map(a -> a.kind() + " " + a.name())
            .distinct()
            .collect(Collectors.joining(" or "));
    }

    private static Optional<Check> misnamed(
        Scaler scaler,
        AuthenticationRef named,
        Connection connection,
        AuthenticationRef authentication
    ) {
        String names = scaler.title() + " names the " + named.kind() + " " + named.name();
        boolean sameKind = named.kind().equals(authentication.kind());
        if (!sameKind) {
            return reaches(authentication, scaler, connection)
                ? Optional.of(
                      Finding.SCALER_WRONG_KIND.seen(
                          names + ", which does not exist; the connection's is a " + authentication.kind() + "."
                      )
                  )
                : Optional.empty();
        }
        String home = connection.key().namespace();
        return Optional.of(
            Finding.SCALER_OTHER_NAMESPACE.seen(
                names + ", which is in " + home + " and not in " + scaler.namespace() + ".",
                "Move the ScaledObject to " + home + ", or set the connection up in " + scaler.namespace() + " too."
            )
        );
    }

    /**
     * The connections that a trigger without a usable reference may mean, so that one of them tells it: those that count the
     * jobs which it asks for, else those of its forge. Never none.
     */
    private List<Connection> meant(GivenTrigger trigger, Connection connection) {
        List<Connection> ofForge = cluster
            .list(TriggerAuthentication.class, connection.key().namespace(), Marks.OURS)
            .stream()
            .flatMap(a -> ConnectionStore.read(connection.key().namespace(), a).stream())
            .filter(c -> c.forge().equals(connection.forge()))
            .sorted(Comparator.comparing(Connection::key))
            .toList();
        Optional<JobScope> scope = TriggerAddress.scope(trigger, connection.forge());
        List<Connection> ofScope = ofForge
            .stream()
            .filter(c -> scope.filter(c.scope()::equals).isPresent())
            .toList();
        return !ofScope.isEmpty() ? ofScope : ofForge.isEmpty() ? List.of(connection) : ofForge;
    }

    /** Taken for granted where it may not be looked at: nothing is said of what is not known. */
    private boolean exists(AuthenticationRef named, String namespace) {
        try {
            return named.servesEveryNamespace()
                ? cluster.find(ClusterTriggerAuthentication.class, null, named.name()).isPresent()
                : cluster.find(TriggerAuthentication.class, namespace, named.name()).isPresent();
        } catch (ClusterException.Forbidden _) {
            return true;
        }
    }
}
