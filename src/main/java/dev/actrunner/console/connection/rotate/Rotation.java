package dev.actrunner.console.connection.rotate;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.ApplyOptions;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.SecretRef;
import dev.actrunner.console.connection.probe.ConnectionProber;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.connection.store.StoredToken;
import dev.actrunner.console.connection.store.TokenBinding;
import dev.actrunner.console.connection.trigger.TriggersToEvaluate;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.diagnosis.Redactor;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.token.ForgeTokens;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a connection's token. The new token is tried on the forge, stored, read back, and tried as the cluster has it.
 * Whatever fails, the Secret has the old token afterwards.
 */
final class Rotation {

    private static final ApplyOptions WITHOUT_FORCE = new ApplyOptions(false, false);

    private final Cluster cluster;
    private final ConnectionProber prober;
    private final StoredConnection found;
    private final Supplier<ConnectionReport> throughTheCluster;

    /** @param throughTheCluster probes with what the Secret has */
    Rotation(
        Cluster cluster,
        ConnectionProber prober,
        StoredConnection found,
        Supplier<ConnectionReport> throughTheCluster
    ) {
        this.cluster = cluster;
        this.prober = prober;
        this.found = found;
        this.throughTheCluster = throughTheCluster;
    }

    /** What came of it, and the objects that were changed. */
    record Done(RotationResult rotated, List<AppliedObject> changes) {}

    Done run(ApiToken fresh) {
        Connection connection = found.connection();
        Secret secret = requireOwnSecret();
        var usable = new StoredToken.Usable(fresh, CredentialDestination.requireBound(found), false);
        requireGood(prober.probeConnection(connection, usable, null, TriggersToEvaluate.NONE, Duration.ZERO));
        AppliedObject stored = cluster.apply(with(secret, encoded(fresh)), WITHOUT_FORCE);
        ConnectionReport report = storedReport(stored, secret);
        return new Done(
            new RotationResult(connection.key(), report, lastEight(tokenIn(secret), fresh)),
            List.of(stored)
        );
    }

    /** The token as the Secret has it, encoded; null where it has none. */
    private @Nullable String tokenIn(Secret secret) {
        return secret.getData() == null ? null : secret.getData().get(found.connection().token().secretKey());
    }

    private Secret requireOwnSecret() {
        SecretRef ref = found.connection().token();
        Secret secret = found.secret();
        if (!ref.managed()) {
            throw new ConnectionException.Invalid(
                "token",
                "is in the Secret " + ref.secretName() + ", which is not the console's: change it where it comes from"
            );
        }
        if (secret == null) {
            throw new ConnectionException.Invalid(
                "token",
                "cannot be changed: the Secret " + ref.secretName() + " is gone; set the connection up again"
            );
        }
        return secret;
    }

    private ConnectionReport storedReport(AppliedObject stored, Secret before) {
        try {
            ConnectionReport report = throughTheCluster.get();
            requireGood(report);
            return report;
        } catch (RuntimeException e) {
            restore(stored, before, e);
            throw e;
        }
    }

    private void restore(AppliedObject stored, Secret before, RuntimeException cause) {
        String old = tokenIn(before);
        if (old == null) {
            return;
        }
        try {
            cluster.apply(with((Secret) stored.object(), old), WITHOUT_FORCE);
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** The Secret as the console applied it, with another token. */
    private Secret with(Secret secret, String encoded) {
        Secret applied = cluster.appliedBefore(secret, Secret.class);
        Map<String, String> data = new LinkedHashMap<>(Objects.requireNonNullElse(applied.getData(), Map.of()));
        data.put(found.connection().token().secretKey(), encoded);
        return new SecretBuilder(applied)
            .withData(data)
            .editMetadata()
            // Whoever changed the Secret meanwhile is not overwritten.
            .withResourceVersion(secret.getMetadata().getResourceVersion())
            .endMetadata()
            .build();
    }

    private static String encoded(ApiToken token) {
        return Base64.getEncoder().encodeToString(token.reveal().getBytes(StandardCharsets.UTF_8));
    }

    /** Null where there was no token that a forge could list, or it is the same. */
    private static @Nullable String lastEight(@Nullable String old, ApiToken fresh) {
        if (old == null || old.equals(encoded(fresh))) {
            return null;
        }
        String text = new String(Base64.getDecoder().decode(old), StandardCharsets.UTF_8).strip();
        return ApiToken.problemWith(text) == null ? ForgeTokens.lastEight(new ApiToken(text)) : null;
    }

    /** The forge's own checks decide: what is wrong with KEDA or a ScaledObject is not the token's fault. */
    private static void requireGood(ConnectionReport report) {
        boolean bad = report
            .probe()
            .checks()
            .stream()
            .anyMatch(c -> CheckId.OF_FORGE.contains(c.id()) && c.status() == CheckStatus.FAIL);
        if (bad) {
            throw new ConnectionException.ProbeFailed(report);
        }
    }
}
