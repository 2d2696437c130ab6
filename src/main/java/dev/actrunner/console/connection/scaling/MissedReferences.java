package dev.actrunner.console.connection.scaling;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.EvaluatedScaledResource;
import dev.actrunner.console.connection.store.ConnectionLabels;
import dev.actrunner.console.connection.store.ConnectionStore;
import dev.actrunner.console.connection.trigger.TriggerAddress;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.keda.authentication.AuthenticationRef;
import dev.actrunner.console.keda.authentication.ClusterTriggerAuthentication;
import dev.actrunner.console.keda.authentication.TriggerAuthentication;
import dev.actrunner.console.keda.scaling.ScaledResource;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds objects that mean to refer to a connection and miss it, and those that ask its forge through another
 * authentication. It serves one report, for which it looks at each authentication once.
 */
final class MissedReferences {

    private final Cluster cluster;
    private final Map<Named, Boolean> existing = new HashMap<>();
    private final Map<String, List<TriggerAuthentication>> ours = new HashMap<>();

    MissedReferences(Cluster cluster) {
        this.cluster = cluster;
    }

    /** An authentication as a trigger of a namespace names it. */
    private record Named(AuthenticationRef authentication, String namespace) {}

    /**
     * Finds what an object has to do with a connection whose triggers do not refer to it: one that asks the same forge
     * through another authentication, or means to refer to this one and misses it. Empty for any other.
     */
    Optional<EvaluatedScaledResource> find(ScaledResource scaledResource, Connection connection) {
        AuthenticationRef authentication = connection.authentication();
        if (authentication == null) {
            return Optional.empty();
        }
        List<TriggerSpec> asking = scaledResource
            .triggers()
            .stream()
            .filter(t -> TriggerAddress.asks(t, connection.forge()))
            .toList();
        List<Check> broken = asking
            .stream()
            .flatMap(t -> broken(scaledResource, t, connection, authentication).stream())
            .toList();
        if (!broken.isEmpty()) {
            return Optional.of(new EvaluatedScaledResource(scaledResource, null, null, broken, List.of()));
        }
        return scaledResource.namespace().equals(connection.key().namespace())
            ? asking
                  .stream()
                  .map(TriggerSpec::authentication)
                  .filter(Objects::nonNull)
                  .filter(named -> exists(named, scaledResource.namespace()))
                  .findFirst()
                  .map(named -> new EvaluatedScaledResource(scaledResource, named, null, List.of(), List.of()))
            : Optional.empty();
    }

    private Optional<Check> broken(
        ScaledResource scaledResource,
        TriggerSpec trigger,
        Connection connection,
        AuthenticationRef authentication
    ) {
        AuthenticationRef named = trigger.authentication();
        boolean here = scaledResource.namespace().equals(connection.key().namespace());
        boolean sameName = named != null && named.name().equals(authentication.name());
        // Elsewhere only the connection's own name says that it is the connection which is meant.
        if (!(here || sameName) || (named != null && exists(named, scaledResource.namespace()))) {
            return Optional.empty();
        }
        if (named != null && sameName) {
            return misnamed(scaledResource, named, connection, authentication);
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
            Finding.SCALED_RESOURCE_DANGLING.seen(
                scaledResource.title() + asks,
                "Name " + names(meant) + " in its authenticationRef."
            )
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
        ScaledResource scaledResource,
        AuthenticationRef named,
        Connection connection,
        AuthenticationRef authentication
    ) {
        String names = scaledResource.title() + " names the " + named.kind() + " " + named.name();
        boolean sameKind = named.kind().equals(authentication.kind());
        if (!sameKind) {
            return ScaledResourceReferences.reaches(authentication, scaledResource, connection)
                ? Optional.of(
                      Finding.SCALED_RESOURCE_WRONG_KIND.seen(
                          names + ", which does not exist; the connection's is a " + authentication.kind() + "."
                      )
                  )
                : Optional.empty();
        }
        String home = connection.key().namespace();
        return Optional.of(
            Finding.SCALED_RESOURCE_OTHER_NAMESPACE.seen(
                names + ", which is in " + home + " and not in " + scaledResource.namespace() + ".",
                "Move the ScaledObject to " +
                    home +
                    ", or set the connection up in " +
                    scaledResource.namespace() +
                    " too."
            )
        );
    }

    /**
     * The connections that a trigger without a usable reference may mean, so that one of them tells it: those that count the
     * jobs which it asks for, else those of its forge. Never none.
     */
    private List<Connection> meant(TriggerSpec trigger, Connection connection) {
        String namespace = connection.key().namespace();
        List<TriggerAuthentication> there = ours.computeIfAbsent(namespace, n ->
            cluster.list(TriggerAuthentication.class, n, ConnectionLabels.OURS)
        );
        List<Connection> ofForge = there
            .stream()
            .flatMap(a -> ConnectionStore.read(namespace, a).stream())
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

    private boolean exists(AuthenticationRef named, String namespace) {
        return existing.computeIfAbsent(new Named(named, namespace), this::look);
    }

    /** Taken for granted where it may not be looked at: nothing is said of what is not known. */
    private boolean look(Named it) {
        String name = it.authentication().name();
        try {
            return it.authentication().servesEveryNamespace()
                ? cluster.find(ClusterTriggerAuthentication.class, null, name).isPresent()
                : cluster.find(TriggerAuthentication.class, it.namespace(), name).isPresent();
        } catch (ClusterException.Forbidden _) {
            return true;
        }
    }
}
