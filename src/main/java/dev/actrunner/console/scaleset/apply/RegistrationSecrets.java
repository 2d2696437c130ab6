package dev.actrunner.console.scaleset.apply;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.rotate.CredentialDestination;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.forge.TrustedCa;
import dev.actrunner.console.forge.registration.ForgeCredential;
import dev.actrunner.console.forge.registration.ForgeRegistrations;
import dev.actrunner.console.forge.registration.RunnerRegistration;
import dev.actrunner.console.forge.token.TokenRefusedException;
import dev.actrunner.console.scaleset.RegistrationSource;
import dev.actrunner.console.scaleset.RunnerMode;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.render.RegistrationSecret;
import dev.actrunner.console.scaleset.render.ScaleSetNames;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes what the runners of a scale set register with, and takes it back. */
@Component
class RegistrationSecrets {

    private final Cluster cluster;
    private final ForgeRegistrations forge;
    private final CredentialDestination destination;

    RegistrationSecrets(Cluster cluster, ForgeRegistrations forge, CredentialDestination destination) {
        this.cluster = cluster;
        this.forge = forge;
        this.destination = destination;
    }

    /** Checks before anything is written that what was entered may go to the connection's forge. */
    void requireDestination(ScaleSetPlan plan) {
        if (plan.spec().registration().isEntered()) {
            destination.authority(plan.connection());
        }
    }

    /**
     * Returns the registration to store, null where one is stored already. Where the console asks the forge, this creates
     * one there.
     *
     * @throws ConnectionException.Invalid where the forge gives none
     */
    @Nullable
    RunnerRegistration obtain(ScaleSetPlan plan) {
        RegistrationSource source = plan.spec().registration();
        return switch (source) {
            case RegistrationSource.Stored _, RegistrationSource.Existing _ -> null;
            case RegistrationSource.Given(var token) -> RunnerRegistration.of(token);
            case RegistrationSource.ByPassword(var password) -> ask(
                plan,
                new ForgeCredential.Password(password),
                "registration.login"
            );
            case RegistrationSource.ByToken(var token) -> ask(
                plan,
                new ForgeCredential.Token(token),
                "registration.apiToken"
            );
        };
    }

    private RunnerRegistration ask(ScaleSetPlan plan, ForgeCredential credential, String field) {
        Connection connection = plan.connection().connection();
        TrustedCa authority = destination.authority(plan.connection());
        try {
            return forge.create(
                connection.forge(),
                connection.scope(),
                authority,
                plan.manifests().platform(),
                plan.version(),
                plan.manifests().mode() == RunnerMode.EPHEMERAL,
                credential,
                ScaleSetNames.of(plan.manifests().key()).fullname()
            );
        } catch (TokenRefusedException e) {
            throw ConnectionException.invalid(field, "was not accepted: " + e.getMessage() + " " + e.remediation());
        }
    }

    /** Returns the number of the runner that the scale set's Secret is of; empty where it has a registration token. */
    OptionalLong storedRunner(ScaleSetKey key) {
        return cluster
            .find(Secret.class, key.namespace(), ScaleSetNames.of(key).registration())
            .map(RegistrationSecret::runnerId)
            .orElse(OptionalLong.empty());
    }

    /**
     * Deletes at the forge a runner that the console created there.
     *
     * @param by with whose credential
     * @param runner its number, empty where there is none
     * @return whether it is gone; true where the forge keeps none
     */
    boolean withdraw(StoredConnection connection, RegistrationSource by, OptionalLong runner) {
        ForgeCredential credential = switch (by) {
            case RegistrationSource.ByPassword(var password) -> new ForgeCredential.Password(password);
            case RegistrationSource.ByToken(var token) -> new ForgeCredential.Token(token);
            default -> null;
        };
        if (runner.isEmpty() || credential == null) {
            return true;
        }
        try {
            delete(connection, credential, runner.getAsLong());
            return true;
        } catch (TokenRefusedException _) {
            return false;
        }
    }

    /**
     * Deletes a runner at a connection's forge.
     *
     * @throws TokenRefusedException where the forge does not
     */
    void delete(StoredConnection connection, ForgeCredential credential, long runner) throws TokenRefusedException {
        Connection at = connection.connection();
        forge.delete(at.forge(), at.scope(), destination.authority(connection), credential, runner);
    }
}
