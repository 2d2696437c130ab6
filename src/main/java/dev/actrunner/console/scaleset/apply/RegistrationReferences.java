package dev.actrunner.console.scaleset.apply;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterCall;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.rotate.CredentialDestination;
import dev.actrunner.console.connection.store.TokenBinding;
import dev.actrunner.console.diagnosis.Redactor;
import dev.actrunner.console.keda.scaling.ScaledJob;
import dev.actrunner.console.scaleset.RegistrationSource;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.ScaleSetSpec;
import dev.actrunner.console.scaleset.render.RegistrationSecret;
import dev.actrunner.console.scaleset.render.ScaleSetNames;
import dev.actrunner.console.scaleset.store.StoredScaleSet;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Decides which Secret the runners of a scale set register with. Whoever may write KEDA's objects alone decides neither that
 * nor where the runners go.
 */
@Component
class RegistrationReferences {

    private final Cluster cluster;
    private final CredentialDestination destination;

    RegistrationReferences(Cluster cluster, CredentialDestination destination) {
        this.cluster = cluster;
        this.destination = destination;
    }

    /**
     * Returns the name of the Secret with the registration.
     *
     * @param warnings gets what somebody has still to do
     * @throws ConnectionException.Invalid where there is none, or it lacks a token
     */
    String name(ScaleSetKey key, ScaleSetSpec spec, Optional<StoredScaleSet> before, List<String> warnings) {
        String own = ScaleSetNames.of(key).registration();
        if (spec.target() != null) {
            return own;
        }
        if (spec.registration() instanceof RegistrationSource.Existing(String name)) {
            requireToken(key, name, warnings);
            return name;
        }
        if (!(spec.registration() instanceof RegistrationSource.Stored)) {
            return own;
        }
        if (before.isEmpty()) {
            throw ConnectionException.invalid(
                "registration",
                "is missing: name a Secret (secretName), enter a registration token (token), or let the console ask the" +
                    " forge for one (apiToken or login)"
            );
        }
        String stored = Objects.requireNonNullElse(before.get().registrationSecret(), own);
        if (!stored.equals(own)) {
            requireInUse(key, stored);
        }
        return stored;
    }

    /** An annotation named the Secret, and whoever may write KEDA's objects may write annotations: the workload decides. */
    private void requireInUse(ScaleSetKey key, String secret) {
        String workload = ScaleSetNames.of(key).fullname();
        boolean isInUse = Stream.of(
            cluster.find(Deployment.class, key.namespace(), workload).map(found -> found.getSpec().getTemplate()),
            cluster.find(StatefulSet.class, key.namespace(), workload).map(found -> found.getSpec().getTemplate()),
            // Whoever may write a ScaledJob may have any pod made.
            cluster
                .find(ScaledJob.class, key.namespace(), workload)
                .map(found -> found.getSpec().jobTargetRef().getTemplate())
        )
            .flatMap(Optional::stream)
            .anyMatch(template -> RegistrationSecret.isUsed(template, secret));
        if (!isInUse) {
            throw ConnectionException.invalid(
                "registration",
                "is missing: the runners do not use the Secret " +
                    secret +
                    " that an annotation names; name the one to use (secretName)"
            );
        }
    }

    /**
     * Requires that runners may be directed to a connection's forge, and that what they register with is for it: both Secrets
     * say so, whoever may write KEDA's objects.
     *
     * @throws ConnectionException.Invalid where one of them does not
     */
    void requireForge(ScaleSetKey key, ScaleSetSpec spec, Connection connection) {
        destination.requireForge(connection);
        if (spec.target() != null) {
            return;
        }
        if (spec.registration() instanceof RegistrationSource.Stored) {
            otherForge(key, ScaleSetNames.of(key).registration(), connection).ifPresent(forge -> {
                throw ConnectionException.invalid(
                    "registration",
                    "is missing: the stored one is for " +
                        forge +
                        ", and the connection is to " +
                        connection.forge() +
                        "; enter one of that forge"
                );
            });
        }
        if (spec.registration() instanceof RegistrationSource.Existing(String name)) {
            otherForge(key, name, connection).ifPresent(forge -> {
                throw ConnectionException.invalid(
                    "registration.secretName",
                    "names a Secret that is for " +
                        forge +
                        ", and the connection is to " +
                        connection.forge() +
                        "; name one of that forge"
                );
            });
        }
    }

    /** The forge that a Secret is for, where it says so, and it is another one than the connection's. */
    private Optional<String> otherForge(ScaleSetKey key, String secret, Connection connection) {
        return secretToCheck(key, secret)
            .map(TokenBinding::of)
            .filter(binding -> !binding.isMissing() && !binding.allows(connection.forge()))
            .map(binding -> Redactor.shown(String.valueOf(binding.forge()), 200));
    }

    private Optional<Secret> secretToCheck(ScaleSetKey key, String name) {
        try {
            return ClusterCall.asConsoleElseCaller(() -> cluster.find(Secret.class, key.namespace(), name));
        } catch (ClusterException.Forbidden _) {
            return Optional.empty();
        }
    }

    private void requireToken(ScaleSetKey key, String name, List<String> warnings) {
        Optional<Secret> secret;
        try {
            secret = cluster.find(Secret.class, key.namespace(), name);
        } catch (ClusterException.Forbidden _) {
            return;
        }
        if (secret.isEmpty()) {
            warnings.add(
                "The Secret " +
                    key.namespace() +
                    "/" +
                    name +
                    " does not exist yet. Runners start when it has a registration token under the key token."
            );
            return;
        }
        Map<String, String> data = Objects.requireNonNullElse(secret.get().getData(), Map.of());
        if (!data.containsKey(RegistrationSecret.TOKEN)) {
            throw ConnectionException.invalid(
                "registration.secretName",
                "names the Secret " + name + ", which has no key token: store the registration token under it"
            );
        }
    }
}
