package dev.actrunner.console.connection.apply;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.access.AccessReviews;
import dev.actrunner.console.cluster.access.AccessReviews.Right;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.OperationResult;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.ConnectionSpec;
import dev.actrunner.console.connection.ConnectionSpec.AuthenticationKind;
import dev.actrunner.console.connection.TokenSource;
import dev.actrunner.console.connection.apply.ApplyMode.ProbeMode;
import dev.actrunner.console.connection.probe.CaCertificates;
import dev.actrunner.console.connection.probe.ConnectionProber;
import dev.actrunner.console.connection.scaling.ConnectionUsers;
import dev.actrunner.console.connection.store.ConnectionLabels;
import dev.actrunner.console.connection.store.ConnectionReader;
import dev.actrunner.console.connection.store.ConnectionStore;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.connection.store.StoredToken;
import dev.actrunner.console.connection.store.TokenBinding;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.TrustedCa;
import dev.actrunner.console.keda.authentication.Authentication;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Applies a connection, from its conditions to the removal of what it replaced. Where somebody else writes it at the same
 * time, everything is decided anew on what they wrote, so that no two changes are ever mixed.
 */
final class ConnectionApplier {

    private static final Right PATCH_SECRET = new Right("patch", "", "secrets");
    private static final int MOST_ATTEMPTS = 10;

    private final Cluster cluster;
    private final ConnectionStore store;
    private final ConnectionProber prober;
    private final SecretReaderRole grant;
    private final AccessReviews access;
    private final CaCertificates caCertificates;
    private final ConnectionLocks locks;
    private final ConnectionUsers users;
    private final ConnectionKey key;
    private final ConnectionSpec spec;
    private final ApplyMode mode;

    ConnectionApplier(
        Cluster cluster,
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
        this.store = store;
        this.prober = prober;
        this.grant = grant;
        this.access = access;
        this.caCertificates = caCertificates;
        this.locks = locks;
        this.users = users;
        this.key = key;
        this.spec = spec;
        this.mode = mode;
    }

    ApplyResult run() {
        ConnectionReader reads = store.reads(key).begin();
        requireFit(reads);
        boolean namespaceMissing = !reads.hasNamespace();
        if (namespaceMissing && !mode.createNamespace()) {
            throw new ClusterException.NamespaceMissing(key.namespace());
        }
        State state = decided(reads, namespaceMissing ? Optional.empty() : reads.found());
        ConnectionReport report = probe(state);
        return locks.call(key, () -> written(state, report, namespaceMissing));
    }

    /**
     * What there was, and what is to be done with it.
     *
     * @param reads by which it was read
     * @param authority who may vouch for the forge, read once
     * @param binding where the token may be sent once it is stored
     * @param mayBind whether the caller may record that on a Secret that was there already
     * @param withheld why the token is not sent to be tried, null where it is
     */
    private record State(
        ConnectionReader reads,
        Optional<StoredConnection> before,
        ResolvedToken token,
        @Nullable TrustedCa authority,
        TokenBinding binding,
        boolean mayBind,
        @Nullable Check withheld
    ) {}

    private State decided(ConnectionReader reads, Optional<StoredConnection> before) {
        requireConditions(before);
        boolean mayCome = mode.probe() == ProbeMode.SKIP || mode.options().force();
        ResolvedToken token = ResolvedToken.of(key, spec, before, reads, mayCome);
        TrustedCa authority = null;
        Check withheld = null;
        try {
            authority = caCertificates.fetch(key.namespace(), spec.ca());
        } catch (ProbeFailedException unreadable) {
            withheld = unreadable.check();
        }
        TokenBinding binding = TokenBinding.to(spec.forge(), spec.ca(), authority);
        requireSameAuthority(before, token, authority);
        Secret existing = token.existing();
        if (token.isAwaited()) {
            withheld = Finding.SECRET_AWAITED.seen(
                "The Secret " + key.namespace() + "/" + token.ref().secretName() + " does not exist yet.",
                "Create it with the annotation " +
                    ConnectionLabels.FORGE_ORIGIN +
                    "=" +
                    spec.forge() +
                    "; the manifests have it."
            );
        }
        boolean isBound = existing == null || TokenBinding.of(existing).equals(binding);
        boolean mayBind =
            isBound ||
            existing == null ||
            (StoredConnection.ownerOf(existing) == null &&
                access.may(PATCH_SECRET, key.namespace(), token.ref().secretName()));
        if (!isBound && (!mayBind || mode.options().dryRun())) {
            // A plan sends nothing that is not recorded: whoever looks at it has not decided yet.
            StoredToken.Unusable why = StoredToken.unbound(key, token.ref(), binding);
            String remediation = mayBind
                ? "If that forge may receive the token, apply the connection: the console then records the forge on the Secret."
                : why.remediation();
            withheld = why.finding().seen(why.summary(), remediation);
        }
        return new State(reads, before, token, authority, binding, mayBind, withheld);
    }

    /** A token that stays goes to nobody whom another vouches for than when it was entered. */
    private void requireSameAuthority(
        Optional<StoredConnection> before,
        ResolvedToken token,
        @Nullable TrustedCa authority
    ) {
        Secret stored = before.map(StoredConnection::secret).orElse(null);
        boolean stays = spec.token() instanceof TokenSource.Stored && token.existing() == null;
        if (stays && stored != null && !TokenBinding.of(stored).trusts(spec.ca(), authority)) {
            throw new ConnectionException.Invalid(
                "token",
                "is missing: the stored one was entered with another certificate authority (forge.ca); enter it again"
            );
        }
    }

    private ApplyResult written(State first, @Nullable ConnectionReport probed, boolean namespaceMissing) {
        State state = first;
        ConnectionReport report = probed;
        for (int attempt = 1; ; attempt++) {
            try {
                return writtenOnce(state, report, namespaceMissing && attempt == 1);
            } catch (ClusterException.Changed e) {
                if (mode.options().dryRun() || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                ApiToken last = state.token().token();
                ConnectionReader reads = store.reads(key).begin();
                state = decided(reads, reads.found());
                if (!state.token().token().equals(last)) {
                    report = probe(state);
                }
            }
        }
    }

    private ApplyResult writtenOnce(State state, @Nullable ConnectionReport report, boolean namespaceMissing) {
        ResolvedToken token = state.token();
        Platform platform = platform(report, state.before());
        Manifests manifests = Manifests.render(key, spec, token, state.mayBind() ? state.binding() : null, platform);
        requireReplaceable(state.before(), manifests);
        var writer = new ConnectionWriter(cluster, store, key, mode.options(), state.reads(), state.before());
        var resources = new ArrayList<>(writer.write(manifests, namespaceMissing));
        if (!(namespaceMissing && mode.options().dryRun())) {
            resources.addAll(grant.apply(key, token.ref().secretName(), manifests.labels(), mode.options()));
        }
        return new ApplyResult(readBack(state.reads(), manifests, resources), resources, report);
    }

    private void requireFit(ConnectionReader reads) {
        if (spec.makesAuthentication()) {
            reads.requireKeda();
        }
        if (spec.authentication() == AuthenticationKind.CLUSTER) {
            String home = reads.kedaNamespace();
            if (!home.equals(key.namespace())) {
                throw new ConnectionException.Invalid(
                    "triggerAuthentication.clusterScoped",
                    "needs the Secret in KEDA's namespace: set the connection up in the namespace " + home
                );
            }
        }
    }

    private void requireConditions(Optional<StoredConnection> before) {
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

    private @Nullable ConnectionReport probe(State state) {
        boolean awaited = state.token().isAwaited();
        if (mode.probe() == ProbeMode.SKIP && !awaited) {
            return null;
        }
        var target = new ProbeTarget(
            spec.forge(),
            spec.platform(),
            spec.scope(),
            spec.labels(),
            state.token().token(),
            state.authority()
        );
        ConnectionReport report =
            state.withheld() == null
                ? prober.probeBeforeApply(target, key.namespace(), mode.maxProbeAge())
                : prober.reportWithheld(state.withheld(), key, target);
        if (mode.probe() == ProbeMode.REQUIRE && report.probe().verdict() == Verdict.FAILED) {
            throw new ConnectionException.ProbeFailed(report);
        }
        return report;
    }

    /** What the probe found, else what was asked for, else what was known: a forge that is down changes nothing. */
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
