package dev.actrunner.console.scaleset.store;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.store.StoredConnection;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.keda.scaling.PauseAnnotation;
import dev.actrunner.console.keda.scaling.ScaledJob;
import dev.actrunner.console.scaleset.RunnerMode;
import dev.actrunner.console.scaleset.ScaleSetException;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.request.ScaleSetRequest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A scale set read back from the cluster.
 *
 * @param connection the name of the connection whose jobs are counted
 * @param request what was asked for, without a registration token
 * @param kedaObject the ScaledObject or the ScaledJob
 */
public record StoredScaleSet(
    ScaleSetKey key,
    String connection,
    Platform platform,
    ScaleSetRequest request,
    HasMetadata kedaObject
) {
    /** Returns how long its runners live, null for a workload that is only scaled. */
    public @Nullable RunnerMode mode() {
        if (request.target() != null) {
            return null;
        }
        return kedaObject instanceof ScaledJob ? RunnerMode.EPHEMERAL : RunnerMode.PERSISTENT;
    }

    /** Returns the connection's key, which is in the same namespace. */
    public ConnectionKey connectionKey() {
        return key.connection(connection);
    }

    /** Returns the annotations that pause it. */
    public List<PauseAnnotation> pauses() {
        return PauseAnnotation.in(kedaObject.getKind(), StoredConnection.annotations(kedaObject));
    }

    /** Returns the name of the Secret that was named for the registration, null where the console keeps its own. */
    public @Nullable String registrationSecret() {
        return request.registration() == null ? null : request.registration().secretName();
    }

    /** Returns an etag that changes with the scale set, and not when KEDA writes how it stands. */
    public String etag() {
        String state =
            kedaObject.getMetadata().getUid() +
            "/" +
            kedaObject.getMetadata().getGeneration() +
            "/" +
            new TreeMap<>(StoredConnection.annotations(kedaObject));
        return UUID.nameUUIDFromBytes(state.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /**
     * Requires that nobody has changed it.
     *
     * @param ifMatch the etag it must have, {@code *} for any
     * @throws ScaleSetException.Precondition where it has another
     */
    public void requireMatch(String ifMatch) {
        if (!ifMatch.equals("*") && !ifMatch.equals(etag())) {
            throw new ScaleSetException.Precondition(key + " was changed in the meantime.");
        }
    }
}
