package dev.actrunner.console.connection;

import dev.actrunner.console.cluster.Applied;
import dev.actrunner.console.cluster.ApplyOptions;
import dev.actrunner.console.cluster.Change;
import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.connection.ApplyMode.ProbeMode;
import dev.actrunner.console.connection.ConnectionSpec.AuthenticationKind;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.keda.Authentication;
import dev.actrunner.console.keda.Keda;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One apply of a connection, from its conditions to the removal of what it replaced. */
final class Application {

    private final Cluster cluster;
    private final Keda keda;
    private final ConnectionStore store;
    private final Prober prober;
    private final ConsoleGrant grant;
    private final ConnectionKey key;
    private final ConnectionSpec spec;
    private final ApplyMode mode;

    Application(
        Cluster cluster,
        Keda keda,
        ConnectionStore store,
        Prober prober,
        ConsoleGrant grant,
        ConnectionKey key,
        ConnectionSpec spec,
        ApplyMode mode
    ) {
        this.cluster = cluster;
        this.keda = keda;
        this.store = store;
        this.prober = prober;
        this.grant = grant;
        this.key = key;
        this.spec = spec;
        this.mode = mode;
    }

    Outcome run() {
        requireFit();
        boolean namespaceMissing = !cluster.hasNamespace(key.namespace());
        if (namespaceMissing && !mode.createNamespace()) {
            cluster.requireNamespace(key.namespace());
        }
        Optional<Found> before = namespaceMissing ? Optional.empty() : store.find(key);
        requireConditions(before);

        ChosenToken token = ChosenToken.of(key, spec, before, store);
        ConnectionReport report = probe(token.token());
        Platform platform = platform(report, before);
        Manifests manifests = Manifests.render(key, spec, token.ref(), token.toStore(), platform);
        requireReplaceable(before, manifests);

        List<Applied> resources = apply(manifests, before, namespaceMissing);
        if (!(namespaceMissing && mode.options().dryRun())) {
            resources.addAll(grant.apply(key, token.ref().secretName(), manifests.labels(), mode.options()));
        }
        return new Outcome(readBack(manifests, resources), resources, report);
    }

    private void requireFit() {
        if (spec.makesAuthentication()) {
            keda.requireInstalled();
        }
        if (spec.authentication() == AuthenticationKind.CLUSTER) {
            String home = keda.namespace();
            if (!home.equals(key.namespace())) {
                throw new ConnectionException.Invalid(
                    "triggerAuthentication.clusterScoped",
                    "needs the Secret in KEDA's namespace: set the connection up in the namespace " + home
                );
            }
        }
    }

    private void requireConditions(Optional<Found> before) {
        if (mode.ifNoneExists() && before.isPresent()) {
            throw new ConnectionException.Precondition("There is a connection " + key + " already.");
        }
        String ifMatch = mode.ifMatch();
        if (ifMatch == null) {
            return;
        }
        if (before.isEmpty()) {
            throw new ConnectionException.Precondition("There is no connection " + key + " yet.");
        }
        before.get().requireMatch(ifMatch);
    }

    private @Nullable ConnectionReport probe(ApiToken token) {
        if (mode.probe() == ProbeMode.SKIP) {
            return null;
        }
        ConnectionReport report = prober.probe(
            new ProbeTarget(spec.forge(), spec.platform(), spec.scope(), spec.labels(), token, null),
            key.namespace(),
            spec.ca(),
            List.of(),
            mode.maxProbeAge()
        );
        if (mode.probe() == ProbeMode.REQUIRE && report.probe().verdict() == Verdict.FAILED) {
            throw new ConnectionException.ProbeFailed(report);
        }
        return report;
    }

    /** What the probe found, else what was asked for, else what was known: a forge that is down changes nothing. */
    private @Nullable Platform platform(@Nullable ConnectionReport report, Optional<Found> before) {
        if (report != null && report.probe().platform() != null) {
            return report.probe().platform();
        }
        return spec.platform() != null
            ? spec.platform()
            : before
                  .map(f -> f.connection())
                  .filter(c -> c.forge().equals(spec.forge()))
                  .map(Connection::platform)
                  .orElse(null);
    }

    private void requireReplaceable(Optional<Found> before, Manifests manifests) {
        boolean usersLoseIt = before
            .map(Found::authentication)
            .filter(a -> replaced(a, manifests.authentication()))
            .isPresent();
        List<String> users = before.map(f -> f.connection().users()).orElse(List.of());
        if (usersLoseIt && !users.isEmpty() && !mode.options().force()) {
            throw new ConnectionException.InUse(key, users);
        }
    }

    private static boolean replaced(HasMetadata old, @Nullable HasMetadata now) {
        return (
            now == null ||
            !old.getKind().equals(now.getKind()) ||
            !old.getMetadata().getName().equals(now.getMetadata().getName())
        );
    }

    private List<Applied> apply(Manifests manifests, Optional<Found> before, boolean namespaceMissing) {
        List<HasMetadata> objects = Stream.<@Nullable HasMetadata>of(manifests.secret(), manifests.authentication())
            .filter(Objects::nonNull)
            .toList();
        ApplyOptions options = mode.options();
        var done = new ArrayList<Applied>();
        if (namespaceMissing) {
            done.add(cluster.apply(Cluster.namespace(key.namespace()), options));
        } else {
            objects.forEach(this::mark);
            lock(before, objects);
            for (HasMetadata object : objects) {
                done.add(cluster.apply(object, options.asDryRun()));
            }
        }
        if (options.dryRun()) {
            if (namespaceMissing) {
                // In a namespace that is not there the API server can try nothing.
                objects.forEach(o -> done.add(Applied.of(o, Change.CREATED)));
            }
        } else {
            done.removeIf(applied -> !(applied.object() instanceof Namespace));
            for (HasMetadata object : objects) {
                if (namespaceMissing) {
                    mark(object);
                }
                done.add(cluster.apply(object, options));
            }
        }
        done.addAll(removeReplaced(before, manifests));
        return done;
    }

    /** Remembers on an object whether the console made it, which decides whether deleting may take it away. */
    private void mark(HasMetadata object) {
        boolean made = cluster
            .find(object.getClass(), object.getMetadata().getNamespace(), object.getMetadata().getName())
            .map(Found::madeByConsole)
            .orElse(true);
        if (made) {
            Map<String, String> annotations = new LinkedHashMap<>(Found.annotations(object));
            annotations.put(Marks.ORIGIN, Marks.MADE);
            object.getMetadata().setAnnotations(annotations);
        }
    }

    /** Lets the API server refuse where a condition held when it was read and does not any more. */
    private void lock(Optional<Found> before, List<HasMetadata> objects) {
        if (mode.ifMatch() == null || before.isEmpty()) {
            return;
        }
        for (HasMetadata object : objects) {
            Stream.<@Nullable HasMetadata>of(before.get().secret(), before.get().authentication())
                .filter(old -> old != null && !replaced(old, object))
                .filter(Objects::nonNull)
                .forEach(old -> object.getMetadata().setResourceVersion(old.getMetadata().getResourceVersion()));
        }
    }

    private List<Applied> removeReplaced(Optional<Found> before, Manifests manifests) {
        if (before.isEmpty()) {
            return List.of();
        }
        var removal = new Removal(cluster, mode.options().dryRun());
        var removed = new ArrayList<Applied>();
        Authentication authentication = before.get().authentication();
        if (authentication != null && replaced(authentication, manifests.authentication())) {
            removed.add(removal.remove(authentication));
        }
        Secret secret = before.get().connection().token().managed() ? before.get().secret() : null;
        if (secret != null && replaced(secret, manifests.secret())) {
            removed.add(removal.remove(secret));
        }
        return removed;
    }

    private Connection readBack(Manifests manifests, List<Applied> resources) {
        Secret secret = first(resources, Secret.class).orElse(null);
        Authentication authentication = first(resources, Authentication.class).orElse(null);
        Secret stored = secret != null || manifests.authentication() == null ? secret : existing(manifests);
        Optional<Found> found =
            authentication == null
                ? Optional.ofNullable(stored).flatMap(s -> Found.read(key, s))
                : Found.read(key, authentication, stored);
        return found.orElseThrow().connection();
    }

    private @Nullable Secret existing(Manifests manifests) {
        return Optional.ofNullable(manifests.authentication())
            .flatMap(Authentication::tokenSource)
            .flatMap(ref -> store.secret(key, ref.name()))
            .orElse(null);
    }

    private static <T extends HasMetadata> Optional<T> first(List<Applied> resources, Class<T> type) {
        return resources
            .stream()
            .filter(r -> r.change() != Change.DELETED && r.change() != Change.KEPT)
            .map(Applied::object)
            .filter(type::isInstance)
            .map(type::cast)
            .findFirst();
    }
}
