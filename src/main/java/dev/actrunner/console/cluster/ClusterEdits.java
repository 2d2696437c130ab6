package dev.actrunner.console.cluster;

import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.ApplyOptions;
import dev.actrunner.console.cluster.apply.FieldChange;
import dev.actrunner.console.cluster.apply.HelmAnnotations;
import dev.actrunner.console.cluster.apply.ObjectDiff;
import dev.actrunner.console.cluster.apply.OperationResult;
import dev.actrunner.console.cluster.apply.Replacement;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes objects that the console does not own by applying them. All calls throw {@link ClusterException}. */
@Component
public class ClusterEdits {

    private final Cluster cluster;
    private final ClusterClients clients;
    private final ClusterCall call;

    ClusterEdits(Cluster cluster, ClusterClients clients, ClusterCall call) {
        this.cluster = cluster;
        this.clients = clients;
        this.call = call;
    }

    /**
     * Deletes the pods that carry all the labels at once, without the time that they are given to end.
     *
     * @param labels must not be empty
     */
    public void killPods(String namespace, Map<String, String> labels) {
        call.runChange("pods", namespace, UnaryOperator.identity(), () ->
            clients.current().pods().inNamespace(namespace).withLabels(labels).withGracePeriod(0).delete()
        );
    }

    /**
     * Sets annotations of an object as {@code kubectl annotate} does, and leaves the others alone.
     *
     * @param object as it was read
     * @param annotations null as a value removes one
     * @return the object afterwards, and which of its fields are others than before
     */
    public AppliedObject annotate(HasMetadata object, Map<String, @Nullable String> annotations) {
        String patch = clients
            .own()
            .getKubernetesSerialization()
            .asJson(Map.of("metadata", Map.of("annotations", annotations)));
        HasMetadata after = call.runChange(
            Cluster.title(object),
            object.getMetadata().getNamespace(),
            UnaryOperator.identity(),
            () ->
                clients
                    .current()
                    .resource(object)
                    .patch(
                        new PatchContext.Builder()
                            .withPatchType(PatchType.JSON_MERGE)
                            .withFieldManager(Cluster.FIELD_MANAGER + "-annotate")
                            .build(),
                        patch
                    )
        );
        List<FieldChange> changes = cluster.changes(object, after);
        return new AppliedObject(
            after,
            changes.isEmpty() ? OperationResult.UNCHANGED : OperationResult.UPDATED,
            changes
        );
    }

    /**
     * Applies an object in the place of one that Helm may have installed: where fields may be taken over, what Helm set and the
     * console does not goes away. To a Secret it is merged.
     *
     * @return the object and what was done to it, or in a dry run would be
     * @throws ClusterException.Changed once the fields are the console's, so that it is tried anew
     */
    public AppliedObject replace(HasMetadata desired, ApplyOptions options) {
        HasMetadata before = cluster.read(desired);
        if (before == null || desired instanceof Secret || !options.force() || !isHelms(before)) {
            return cluster.apply(desired, before, options);
        }
        HelmAnnotations.keep(desired, before);
        KubernetesSerialization serialization = clients.own().getKubernetesSerialization();
        String namespace = desired.getMetadata().getNamespace();
        return call.runChange(Cluster.title(desired), namespace, UnaryOperator.identity(), () -> {
            if (!options.dryRun()) {
                ManagedFieldsUpgrade.takeOverHelms(clients.current(), before);
                throw new ClusterException.Changed(Cluster.title(desired));
            }
            HasMetadata after = clients
                .current()
                .resource(Replacement.of(serialization, before, desired))
                .dryRun()
                .update();
            return new AppliedObject(after, OperationResult.UPDATED, ObjectDiff.between(serialization, before, after));
        });
    }

    private static boolean isHelms(HasMetadata object) {
        return HelmAnnotations.release(object).isPresent() && ManagedFieldsUpgrade.isHelmsAlone(object);
    }
}
