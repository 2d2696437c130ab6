package dev.actrunner.console.connection.probe;

import dev.actrunner.console.connection.CaRef;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.store.StoredToken;
import dev.actrunner.console.connection.store.TokenBinding;
import dev.actrunner.console.connection.trigger.TriggersToEvaluate;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.TrustedCa;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.forge.probe.RegisteredRunner;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Probes connections, and forges for which there is no connection yet. A stored token is sent only to the forge that is
 * recorded on its Secret. Nothing is stored, and nothing is thrown.
 */
@Component
public class ConnectionProber {

    private final TargetProber targets;
    private final KedaCheck keda;
    private final CaCertificates caCertificates;
    private final WithheldTokenAudit audit;
    private final ForgeProbe forge;

    ConnectionProber(
        TargetProber targets,
        KedaCheck keda,
        CaCertificates caCertificates,
        WithheldTokenAudit audit,
        ForgeProbe forge
    ) {
        this.forge = forge;
        this.targets = targets;
        this.keda = keda;
        this.caCertificates = caCertificates;
        this.audit = audit;
    }

    /**
     * Probes a target before a namespace is chosen for it.
     *
     * @param given triggers that somebody wrote, to be read as KEDA would read them
     */
    public ConnectionReport probeTarget(ProbeTarget target, List<TriggerSpec> given) {
        return targets.probe(ProbeInput.ofTarget(target, null, TriggersToEvaluate.evaluated(given), Duration.ZERO));
    }

    /**
     * Probes a target, trusting a certificate authority of the cluster's.
     *
     * @param namespace where {@code ca} is read
     * @param given triggers that somebody wrote, to be read as KEDA would read them
     */
    public ConnectionReport probeTrusting(
        ProbeTarget target,
        String namespace,
        @Nullable CaRef ca,
        List<TriggerSpec> given
    ) {
        try {
            ProbeTarget trusting = target.trusting(caCertificates.fetch(namespace, ca));
            return targets.probe(
                ProbeInput.ofTarget(trusting, namespace, TriggersToEvaluate.evaluated(given), Duration.ZERO)
            );
        } catch (ProbeFailedException unreadable) {
            return targets.reportUnsent(unreadable.check(), namespace, target);
        }
    }

    /**
     * Probes a target that is about to be applied, whose authority is read already.
     *
     * @param maxAge how old an answer may be that another probe got for the same target
     */
    public ConnectionReport probeBeforeApply(ProbeTarget target, String namespace, Duration maxAge) {
        return targets.probe(ProbeInput.ofTarget(target, namespace, TriggersToEvaluate.NONE, maxAge));
    }

    /** Reports why the token of a connection that is about to be applied is not sent. */
    public ConnectionReport reportWithheld(Check reason, ConnectionKey key, ProbeTarget target) {
        audit.write(key, reason);
        return targets.reportUnsent(reason, key.namespace(), target);
    }

    /**
     * Probes a connection with a token that is recorded to be for its forge, and that forge to be vouched for by its
     * authorities.
     *
     * @param secret the connection's, which gives its triggers their parameters; null where there is none
     * @param maxAge how old an answer may be that another probe got for the same target
     */
    public ConnectionReport probeConnection(
        Connection connection,
        StoredToken stored,
        @Nullable Secret secret,
        TriggersToEvaluate given,
        Duration maxAge
    ) {
        ConnectionKey key = connection.key();
        return switch (stored) {
            case StoredToken.Usable(ApiToken token, TokenBinding binding, boolean padded) -> {
                ProbeTarget target = connection.target(token, null);
                try {
                    TrustedCa authority = caCertificates.fetch(key.namespace(), connection.ca());
                    if (!binding.trusts(connection.ca(), authority)) {
                        yield reportWithheld(unbound(connection), key, target);
                    }
                    yield targets.probe(
                        ProbeInput.ofConnection(
                            connection,
                            target.trusting(authority),
                            secret,
                            given,
                            paddingChecks(padded, connection),
                            maxAge
                        )
                    );
                } catch (ProbeFailedException unreadable) {
                    yield targets.reportUnsent(unreadable.check(), key.namespace(), target);
                }
            }
            case StoredToken.Unusable(Finding finding, String summary, String remediation) -> reportWithheld(
                finding.seen(summary, remediation),
                key,
                connection.target(ApiToken.NONE, null)
            );
        };
    }

    /**
     * Lists the runners that are registered at a connection's scope.
     *
     * @param secret the connection's, null where there is none
     * @return empty where the forge does not tell, or nothing may be sent to it
     * @throws ProbeFailedException where the forge cannot be asked
     */
    public Optional<List<RegisteredRunner>> runners(Connection connection, @Nullable Secret secret)
        throws ProbeFailedException {
        if (!(StoredToken.in(secret, connection) instanceof StoredToken.Usable(var token, var binding, _))) {
            return Optional.empty();
        }
        TrustedCa authority = caCertificates.fetch(connection.key().namespace(), connection.ca());
        return binding.trusts(connection.ca(), authority)
            ? forge.runners(connection.target(token, authority))
            : Optional.empty();
    }

    /** KEDA takes spaces and newlines off from 2.18 on; an older one sends them. */
    private List<Check> paddingChecks(boolean padded, Connection connection) {
        if (!padded) {
            return List.of();
        }
        String where =
            "The value in the Secret " + connection.token().secretName() + " has a space or newline around it";
        boolean old = keda
            .installation()
            .filter(k -> k.isOlderThan(2, 18))
            .isPresent();
        return List.of(
            old
                ? Finding.TOKEN_UNUSABLE.seen(where + ", which KEDA before 2.18 sends.")
                : Finding.TOKEN_PADDED.seen(where + ".")
        );
    }

    private static Check unbound(Connection connection) {
        return Finding.TLS_CA_UNBOUND.seen(
            connection.ca() +
                " is not what was recorded on the Secret " +
                connection.token().secretName() +
                " together with its token. Nothing was sent."
        );
    }
}
