package dev.actrunner.console.scaleset.apply;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterEdits;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.helm.HelmReleases;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.KubernetesNames;
import dev.actrunner.console.connection.apply.AuditTrail;
import dev.actrunner.console.connection.apply.ConnectionLocks;
import dev.actrunner.console.forge.registration.ForgeCredential;
import dev.actrunner.console.keda.scaling.PauseAnnotation;
import dev.actrunner.console.keda.scaling.ScaledJob;
import dev.actrunner.console.scaleset.ScaleSetException;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.render.ScaleSetManifests;
import dev.actrunner.console.scaleset.request.ScaleSetRequest;
import dev.actrunner.console.scaleset.store.ScaleSetList;
import dev.actrunner.console.scaleset.store.ScaleSetStore;
import dev.actrunner.console.scaleset.store.StoredScaleSet;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds, applies, pauses, and deletes the scale sets of the cluster, as the caller. All calls throw {@link ClusterException}
 * where the cluster refuses or does not answer, and {@link ScaleSetException} or {@link ConnectionException} where the request
 * cannot be met.
 */
@Component
public class ScaleSets {

    private final Cluster cluster;
    private final ClusterEdits edits;
    private final HelmReleases releases;
    private final ScaleSetStore store;
    private final ScaleSetPlanner planner;
    private final RegistrationSecrets registrations;
    private final ScaleSetDeleter deleter;
    private final AuditTrail auditTrail;
    private final ConnectionLocks locks;

    ScaleSets(
        Cluster cluster,
        ClusterEdits edits,
        HelmReleases releases,
        ScaleSetStore store,
        ScaleSetPlanner planner,
        RegistrationSecrets registrations,
        ScaleSetDeleter deleter,
        AuditTrail auditTrail,
        ConnectionLocks locks
    ) {
        this.cluster = cluster;
        this.edits = edits;
        this.releases = releases;
        this.store = store;
        this.planner = planner;
        this.registrations = registrations;
        this.deleter = deleter;
        this.auditTrail = auditTrail;
        this.locks = locks;
    }

    /**
     * Returns a scale set as the cluster has it.
     *
     * @throws ScaleSetException.NotFound when there is none
     */
    public StoredScaleSet require(ScaleSetKey key) {
        return store.find(key).orElseThrow(() -> new ScaleSetException.NotFound(key));
    }

    /**
     * Lists scale sets by namespace and name.
     *
     * @param namespace null for all that the caller may see
     */
    public ScaleSetList list(@Nullable String namespace) {
        if (namespace != null) {
            KubernetesNames.requireNamespace(namespace);
        }
        return store.list(namespace);
    }

    /** Lists the scale sets of a connection by name; none where the caller may not list them. */
    public List<StoredScaleSet> of(ConnectionKey connection) {
        return store
            .list(connection.namespace())
            .items()
            .stream()
            .filter(each -> each.connectionKey().equals(connection))
            .toList();
    }

    /**
     * Renders a scale set as it was asked for, without replicas.
     *
     * @param lastReport finds a connection's last probe, null where there was none: then it is probed
     */
    public ScaleSetManifests render(StoredScaleSet found, Function<Connection, @Nullable ConnectionReport> lastReport) {
        return planner.render(found, lastReport).withoutReplicas();
    }

    /**
     * Creates or changes a scale set: its Secret, the ConfigMap, the workload, and KEDA's object. Everything is tried as a dry
     * run before anything is written; where it stops all the same, what was created goes again.
     *
     * @param lastReport finds a connection's last probe, null where there was none: then it is probed
     */
    public ScaleSetApplyResult apply(
        ScaleSetKey key,
        ScaleSetRequest request,
        ScaleSetApplyMode mode,
        Function<Connection, @Nullable ConnectionReport> lastReport
    ) {
        var applier = new ScaleSetApplier(
            cluster,
            edits,
            releases,
            registrations,
            conditions -> planner.plan(key, request, conditions, lastReport),
            mode
        );
        return mode.options().dryRun()
            ? applier.run()
            : change("apply", key, applier::run, ScaleSetApplyResult::objects);
    }

    /**
     * Deletes a scale set. Its runners finish their jobs, unless forced; a workload that was there before stays.
     *
     * @param force end runners at once
     * @param ifMatch the etag it must have, null for any
     * @param credential deletes the runner that the console created at the forge; null to leave it there
     */
    public List<AppliedObject> delete(
        ScaleSetKey key,
        boolean force,
        boolean dryRun,
        @Nullable String ifMatch,
        @Nullable ForgeCredential credential
    ) {
        Supplier<List<AppliedObject>> work = () -> {
            StoredScaleSet found = require(key);
            if (ifMatch != null) {
                found.requireMatch(ifMatch);
            }
            return deleter.delete(found, force, dryRun, credential);
        };
        return dryRun ? work.get() : change("delete", key, () -> Attempts.call(work), done -> done);
    }

    /**
     * Pauses a scale set by KEDA's annotations.
     *
     * @param pause what is paused
     * @param replicas at how many replicas, with {@link PauseAnnotation#REPLICAS} alone
     * @throws ConnectionException.Invalid where KEDA knows no such pause of a ScaledJob, or the replicas do not fit
     */
    public StoredScaleSet pause(ScaleSetKey key, PauseAnnotation pause, @Nullable Integer replicas) {
        boolean counts = pause == PauseAnnotation.REPLICAS;
        if (counts && (replicas == null || replicas < 0)) {
            throw ConnectionException.invalid("replicas", "is missing: enter the number of replicas to pause at");
        }
        if (!counts && replicas != null) {
            throw ConnectionException.invalid("replicas", "has a meaning with paused-replicas alone: leave it out");
        }
        return annotate("pause", key, found -> {
            if (found.kedaObject() instanceof ScaledJob && pause != PauseAnnotation.ALL) {
                throw ConnectionException.invalid(
                    "pause",
                    "must be paused: KEDA knows no other pause of a ScaledJob, which runs ephemeral runners"
                );
            }
            return Map.of(pause.annotation(), counts ? String.valueOf(replicas) : "true");
        });
    }

    /** Lets KEDA scale again, whoever paused it. */
    public StoredScaleSet resume(ScaleSetKey key) {
        return annotate("resume", key, _ -> {
            var none = new LinkedHashMap<String, @Nullable String>();
            for (PauseAnnotation each : PauseAnnotation.values()) {
                none.put(each.annotation(), null);
            }
            return none;
        });
    }

    /** A scale set, and what was done to KEDA's object. */
    private record Annotated(StoredScaleSet found, AppliedObject applied) {}

    private StoredScaleSet annotate(
        String action,
        ScaleSetKey key,
        Function<StoredScaleSet, Map<String, @Nullable String>> annotations
    ) {
        Annotated done = change(
            action,
            key,
            () -> {
                StoredScaleSet found = require(key);
                return new Annotated(found, edits.annotate(found.kedaObject(), annotations.apply(found)));
            },
            annotated -> List.of(annotated.applied())
        );
        StoredScaleSet found = done.found();
        HasMetadata object = done.applied().object();
        return new StoredScaleSet(found.key(), found.connection(), found.platform(), found.request(), object);
    }

    private <T> T change(String action, ScaleSetKey key, Supplier<T> work, Function<T, List<AppliedObject>> changes) {
        return locks.call(key, () -> auditTrail.record("scale-set." + action, key.toString(), work, changes));
    }
}
