package dev.actrunner.console.connection.apply;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.access.AccessReviews;
import dev.actrunner.console.cluster.access.AccessReviews.Right;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.OperationResult;
import dev.actrunner.console.cluster.helm.HelmReleases;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.ConnectionSpec;
import dev.actrunner.console.connection.TokenSource;
import dev.actrunner.console.connection.apply.ApplyDecider.Decision;
import dev.actrunner.console.connection.apply.ApplyMode.ProbeMode;
import dev.actrunner.console.connection.probe.CaCertificates;
import dev.actrunner.console.connection.probe.ConnectionProber;
import dev.actrunner.console.connection.scaling.ConnectionUsers;
import dev.actrunner.console.connection.store.ConnectionReader;
import dev.actrunner.console.connection.store.ConnectionStore;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.keda.authentication.Authentication;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Applies a connection, from its conditions to the removal of what it replaced. Where somebody else writes it at the same
 * time, everything is decided anew on what they wrote, so that no two changes are ever mixed.
 */
final class ConnectionApplier {

    private static final int MAX_ATTEMPTS = 10;

    private final Cluster cluster;
    private final HelmReleases releases;
    private final ConnectionStore store;
    private final ConnectionProber prober;
    private final SecretReaderRole grant;
    private final AccessReviews access;
    private final ApplyDecider decider;
    private final ConnectionLocks locks;
    private final ConnectionUsers users;
    private final ConnectionKey key;
    private final ConnectionSpec spec;
    private final ApplyMode mode;

    ConnectionApplier(
        Cluster cluster,
        HelmReleases releases,
        ConnectionStore store,
        ConnectionProber prober,
        SecretReaderRole grant,
        AccessReviews access,
        CaCertificates caCertificates,
        ConnectionLocks locks,
        ConnectionUsers users,
        ConnectionKey key,
        ConnectionSpec spec,
        ApplyMode mode
    ) {
        this.cluster = cluster;
        this.releases = releases;
        this.store = store;
        this.prober = prober;
        this.grant = grant;
        this.access = access;
        this.decider = new ApplyDecider(access, caCertificates, key, spec, mode);
        this.locks = locks;
        this.users = users;
        this.key = key;
        this.spec = spec;
        this.mode = mode;
    }

    ApplyResult run() {
        ConnectionReader reads = (mayBeNew() ? store.readsForCreation(key) : store.reads(key)).begin();
        decider.requireKeda(reads);
        boolean namespaceMissing = !reads.hasNamespace();
        if (namespaceMissing && !mode.createNamespace()) {
            throw new ClusterException.NamespaceMissing(key.namespace());
        }
        Decision decision = decider.decide(reads, namespaceMissing ? Optional.empty() : reads.found());
        ConnectionReport report = probe(decision);
        return locks.call(key, () -> write(decision, report, namespaceMissing));
    }

    /**
     * Whether it is written all the same, and then decided anew, where somebody has created the connection a moment ago. Who may
     * not list what others created is told so before anything is written.
     */
    private boolean mayBeNew() {
        return (
            !mode.options().dryRun() &&
            mode.ifMatch() == null &&
            !(spec.token() instanceof TokenSource.Stored) &&
            access.may(Right.LIST_AUTHENTICATIONS, key.namespace())
        );
    }

    private ApplyResult write(Decision first, @Nullable ConnectionReport probed, boolean namespaceMissing) {
        Decision decision = first;
        ConnectionReport report = probed;
        boolean hasWritten = false;
        for (int attempt = 1; ; attempt++) {
            var writer = new ConnectionWriter(cluster, store, key, mode.options(), decision.reads(), decision.before());
            try {
                return writeOnce(writer, decision, report, namespaceMissing && attempt == 1);
            } catch (ClusterException.Changed e) {
                if (mode.options().dryRun() || attempt == MAX_ATTEMPTS) {
                    throw e;
                }
                ApiToken last = decision.token().token();
                ConnectionReader reads = store.readsAnew(key).begin();
                hasWritten = hasWritten || writer.hasWritten();
                // What is half done is completed: the conditions were met when it began.
                decision = hasWritten ? decider.complete(reads, reads.found()) : decider.decide(reads, reads.found());
                if (!decision.token().token().equals(last)) {
                    report = probe(decision);
                }
            }
        }
    }

    private ApplyResult writeOnce(
        ConnectionWriter writer,
        Decision decision,
        @Nullable ConnectionReport report,
        boolean namespaceMissing
    ) {
        ResolvedToken token = decision.token();
        Platform platform = platform(report, decision.before());
        Manifests manifests = Manifests.render(
            key,
            spec,
            token,
            decision.mayBind() ? decision.binding() : null,
            platform
        );
        requireReplaceable(decision.before(), manifests);
        var resources = new ArrayList<>(writer.write(manifests, namespaceMissing));
        if (!(namespaceMissing && mode.options().dryRun())) {
            resources.addAll(grant.apply(key, token.ref().secretName(), manifests.labels(), mode.options()));
        }
        HelmReleases.Kept kept = releases.keep(
            resources,
            Stream.ofNullable(token.existing()).toList(),
            mode.options().dryRun()
        );
        Connection connection = readBack(decision.reads(), manifests, resources);
        resources.addAll(kept.records());
        return new ApplyResult(connection, resources, report, kept.warnings());
    }

    private @Nullable ConnectionReport probe(Decision decision) {
        boolean awaited = decision.token().isAwaited();
        if (mode.probe() == ProbeMode.SKIP && !awaited) {
            return null;
        }
        var target = new ProbeTarget(
            spec.forge(),
            spec.platform(),
            spec.scope(),
            spec.labels(),
            decision.token().token(),
            decision.authority()
        );
        ConnectionReport report =
            decision.withheld() == null
                ? prober.probeBeforeApply(target, key.namespace(), mode.maxProbeAge())
                : prober.reportWithheld(decision.withheld(), key, target);
        if (mode.probe() == ProbeMode.REQUIRE && report.probe().verdict() == Verdict.FAILED) {
            throw new ConnectionException.ProbeFailed(report);
        }
        return report;
    }

    /** Returns what the probe found, else what was asked for, else what was known: a forge that is down changes nothing. */
    private @Nullable Platform platform(@Nullable ConnectionReport report, Optional<StoredConnection> before) {
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

    private void requireReplaceable(Optional<StoredConnection> before, Manifests manifests) {
        boolean usersLoseIt = before
            .map(StoredConnection::authentication)
            .filter(a -> ConnectionWriter.isReplaced(a, manifests.authentication()))
            .isPresent();
        if (!usersLoseIt || mode.options().force()) {
            return;
        }
        List<String> using = before.map(StoredConnection::connection).map(users::now).orElse(List.of());
        if (!using.isEmpty()) {
            throw new ConnectionException.InUse(key, using);
        }
    }

    private Connection readBack(ConnectionReader reads, Manifests manifests, List<AppliedObject> resources) {
        Secret secret = first(resources, Secret.class).orElse(null);
        Authentication authentication = first(resources, Authentication.class).orElse(null);
        Secret stored = secret != null ? secret : existing(reads, manifests);
        Optional<StoredConnection> found =
            authentication == null
                ? Optional.ofNullable(stored).flatMap(s -> StoredConnection.read(key, s))
                : StoredConnection.read(key, authentication, stored);
        return found.orElseThrow().connection();
    }

    private static @Nullable Secret existing(ConnectionReader reads, Manifests manifests) {
        return Optional.ofNullable(manifests.authentication())
            .flatMap(Authentication::tokenSource)
            .flatMap(ref -> reads.secret(ref.name()))
            .orElse(null);
    }

    private static <T extends HasMetadata> Optional<T> first(List<AppliedObject> resources, Class<T> type) {
        return resources
            .stream()
            .filter(r -> r.change() != OperationResult.DELETED && r.change() != OperationResult.KEPT)
            .map(AppliedObject::object)
            .filter(type::isInstance)
            .map(type::cast)
            .findFirst();
    }
}
