package dev.actrunner.console.connection.apply;

import dev.actrunner.console.cluster.access.AccessReviews;
import dev.actrunner.console.cluster.access.AccessReviews.Right;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionSpec;
import dev.actrunner.console.connection.ConnectionSpec.AuthenticationKind;
import dev.actrunner.console.connection.TokenSource;
import dev.actrunner.console.connection.apply.ApplyMode.ProbeMode;
import dev.actrunner.console.connection.probe.CaCertificates;
import dev.actrunner.console.connection.store.ConnectionLabels;
import dev.actrunner.console.connection.store.ConnectionReader;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.connection.store.StoredToken;
import dev.actrunner.console.connection.store.TokenBinding;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.TrustedCa;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a connection can be applied to what was read, with which token, and whether that token may be sent to be
 * tried.
 */
final class ApplyDecider {

    private final AccessReviews access;
    private final CaCertificates caCertificates;
    private final ConnectionKey key;
    private final ConnectionSpec spec;
    private final ApplyMode mode;

    ApplyDecider(
        AccessReviews access,
        CaCertificates caCertificates,
        ConnectionKey key,
        ConnectionSpec spec,
        ApplyMode mode
    ) {
        this.access = access;
        this.caCertificates = caCertificates;
        this.key = key;
        this.spec = spec;
        this.mode = mode;
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
    record Decision(
        ConnectionReader reads,
        Optional<StoredConnection> before,
        ResolvedToken token,
        @Nullable TrustedCa authority,
        TokenBinding binding,
        boolean mayBind,
        @Nullable Check withheld
    ) {}

    /** Requires that KEDA is there for the object to be made, and reads the Secret where that is put. */
    void requireKeda(ConnectionReader reads) {
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

    /**
     * Decides.
     *
     * @param reads by which the connection was read
     * @param before the connection as it was read
     * @throws ConnectionException where a condition is not met, or there is no token that may be stored
     */
    Decision decide(ConnectionReader reads, Optional<StoredConnection> before) {
        requireConditions(before);
        return complete(reads, before);
    }

    /** Decides the same for a change of which something is written already, whatever its conditions say to that. */
    Decision complete(ConnectionReader reads, Optional<StoredConnection> before) {
        boolean mayCome = mode.probe() != ProbeMode.REQUIRE || mode.options().force();
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
                access.may(Right.PATCH_SECRET, key.namespace(), token.ref().secretName()));
        if (!isBound && (!mayBind || mode.options().dryRun())) {
            // A plan sends nothing that is not recorded: whoever looks at it has not decided yet.
            StoredToken.Unusable unbound = StoredToken.unbound(key, token.ref(), binding);
            String remediation = mayBind
                ? "If that forge may receive the token, apply the connection: the console then records the forge on the Secret."
                : unbound.remediation();
            withheld = unbound.finding().seen(unbound.summary(), remediation);
        }
        return new Decision(reads, before, token, authority, binding, mayBind, withheld);
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
}
