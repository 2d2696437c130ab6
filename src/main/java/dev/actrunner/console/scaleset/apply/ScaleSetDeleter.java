package dev.actrunner.console.scaleset.apply;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterEdits;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.store.ConnectionStore;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.forge.registration.ForgeCredential;
import dev.actrunner.console.forge.token.TokenRefusedException;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.render.RegistrationSecret;
import dev.actrunner.console.scaleset.render.ScaleSetLabels;
import dev.actrunner.console.scaleset.render.ScaleSetNames;
import dev.actrunner.console.scaleset.store.ScaleSetStore;
import dev.actrunner.console.scaleset.store.StoredScaleSet;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Deletes a scale set's objects: what scales first, so that nothing new starts; what the runners have read last. Runners that
 * are told to end finish their job, for which their pods have the time.
 */
@Component
class ScaleSetDeleter {

    private final Cluster cluster;
    private final ClusterEdits edits;
    private final ConnectionStore connections;
    private final RegistrationSecrets registrations;

    ScaleSetDeleter(
        Cluster cluster,
        ClusterEdits edits,
        ConnectionStore connections,
        RegistrationSecrets registrations
    ) {
        this.cluster = cluster;
        this.edits = edits;
        this.connections = connections;
        this.registrations = registrations;
    }

    /**
     * Deletes.
     *
     * @param force end runners at once, whatever they do
     * @param credential deletes the runner that the console created at the forge; null to leave it there
     */
    List<AppliedObject> delete(
        StoredScaleSet found,
        boolean force,
        boolean dryRun,
        @Nullable ForgeCredential credential
    ) {
        ScaleSetKey key = found.key();
        var names = ScaleSetNames.of(key);
        Optional<Secret> secret = own(key, Secret.class, names.registration());
        var done = new ArrayList<AppliedObject>();
        if (credential != null && !dryRun) {
            deleteRunner(found, secret, credential);
        }
        done.add(cluster.delete(found.kedaObject(), dryRun));
        Stream.<Optional<? extends HasMetadata>>of(
            own(key, Deployment.class, names.fullname()),
            own(key, StatefulSet.class, names.fullname()),
            own(key, ConfigMap.class, names.config()),
            secret
        )
            .flatMap(Optional::stream)
            .forEach(object -> done.add(cluster.delete(object, dryRun)));
        if (force && !dryRun && found.mode() != null) {
            edits.killPods(key.namespace(), ScaleSetLabels.selector(key));
        }
        return done;
    }

    private <T extends HasMetadata> Optional<T> own(ScaleSetKey key, Class<T> type, String name) {
        return cluster.find(type, key.namespace(), name).filter(object -> ScaleSetStore.isOf(key, object));
    }

    private void deleteRunner(StoredScaleSet found, Optional<Secret> secret, ForgeCredential credential) {
        OptionalLong runner = secret.map(RegistrationSecret::runnerId).orElse(OptionalLong.empty());
        if (runner.isEmpty()) {
            return;
        }
        StoredConnection connection = connections
            .find(found.connectionKey())
            .orElseThrow(() -> new ConnectionException.NotFound(found.connectionKey()));
        try {
            registrations.delete(connection, credential, runner.getAsLong());
        } catch (TokenRefusedException e) {
            throw ConnectionException.invalid(
                "registration",
                "was not deleted at the forge: " + e.getMessage() + " " + e.remediation()
            );
        }
    }
}
