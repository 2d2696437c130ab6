package dev.actrunner.console.cluster;

import dev.actrunner.console.cluster.apply.AppliedObject;
import dev.actrunner.console.cluster.apply.ApplyOptions;
import dev.actrunner.console.cluster.apply.FieldChange;
import dev.actrunner.console.cluster.apply.HelmAnnotations;
import dev.actrunner.console.cluster.apply.LastApplied;
import dev.actrunner.console.cluster.apply.ObjectDiff;
import dev.actrunner.console.cluster.apply.OperationResult;
import dev.actrunner.console.cluster.apply.SecretRedactor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.ServerSideApplicable;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Applies, reads and deletes objects of the cluster as the caller. Every call throws {@link ClusterException} where it fails.
 */
@Component
public class Cluster {

    /** The name under which the console owns fields in server-side apply. */
    public static final String FIELD_MANAGER = "act-runner-console";

    /** What can be part of a path; more about names the API server says. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9:_-][A-Za-z0-9.:_-]{0,252}");

    private final ClusterClients clients;
    private final ClusterCall call;

    Cluster(ClusterClients clients, ClusterCall call) {
        this.clients = clients;
        this.call = call;
    }

    /** The API server's address, without a slash at the end. */
    public String server() {
        return call.server();
    }

    /** Whether the API server serves a kind, as it does once its CustomResourceDefinition is established. */
    public boolean serves(Class<? extends HasMetadata> type) {
        String groupVersion = HasMetadata.getApiVersion(type);
        return call.run(groupVersion, null, () -> {
            var resources = clients.current().getApiResources(groupVersion);
            return (
                resources != null &&
                resources
                    .getResources()
                    .stream()
                    .anyMatch(r -> r.getKind().equals(HasMetadata.getKind(type)))
            );
        });
    }

    /**
     * Applies an object server-side.
     *
     * @param desired the fields that the console wants to own, and no others
     * @return the object and what was done to it, or in a dry run would be
     */
    public AppliedObject apply(HasMetadata desired, ApplyOptions options) {
        return apply(desired, read(desired), options);
    }

    @Nullable
    HasMetadata read(HasMetadata object) {
        return call.run(title(object), object.getMetadata().getNamespace(), () ->
            clients.current().resource(object).get()
        );
    }

    /**
     * The same for an object that was read already.
     *
     * @param desired with a resourceVersion, it is written only if the object has it
     * @param before the object as it was read, null where there was none
     */
    public AppliedObject apply(HasMetadata desired, @Nullable HasMetadata before, ApplyOptions options) {
        HelmAnnotations.keep(desired, before);
        return run(desired, () -> {
            if (before != null && !options.dryRun() && ManagedFieldsUpgrade.areUnapplied(before)) {
                ManagedFieldsUpgrade.apply(clients.current(), before);
                throw new ClusterException.Changed(title(desired));
            }
            ServerSideApplicable<HasMetadata> request = clients
                .current()
                .resource(desired)
                .dryRun(options.dryRun())
                .fieldManager(FIELD_MANAGER);
            boolean force =
                options.force() || (options.dryRun() && before != null && ManagedFieldsUpgrade.areUnapplied(before));
            HasMetadata after = (force ? request.forceConflicts() : request).serverSideApply();
            if (before == null) {
                return AppliedObject.of(after, OperationResult.CREATED);
            }
            var fields = ObjectDiff.between(clients.own().getKubernetesSerialization(), before, after);
            return new AppliedObject(
                after,
                fields.isEmpty() ? OperationResult.UNCHANGED : OperationResult.UPDATED,
                fields
            );
        });
    }

    /**
     * Creates an object that nobody else has created, which an apply cannot promise: it would merge into an object that
     * somebody creates at the same moment. {@link #markApplied} is to follow.
     *
     * @throws ClusterException.Changed where there is one of that name
     */
    public AppliedObject create(HasMetadata desired) {
        return run(desired, () ->
            AppliedObject.of(ManagedFieldsUpgrade.create(clients.current(), desired), OperationResult.CREATED)
        );
    }

    /**
     * Makes the console own the fields of an object that it created as if it had applied them; another object stays as it is.
     *
     * @throws ClusterException.Changed where it is not the same object any more
     */
    public AppliedObject markApplied(AppliedObject created) {
        HasMetadata object = created.object();
        return ManagedFieldsUpgrade.areUnapplied(object)
            ? run(object, () ->
                  new AppliedObject(
                      ManagedFieldsUpgrade.apply(clients.current(), object),
                      created.change(),
                      created.fields()
                  )
              )
            : created;
    }

    /** Whether the console owns the same fields of both. */
    public boolean isOwnedAlike(HasMetadata one, HasMetadata other) {
        return ManagedFieldsUpgrade.areAlike(one, other);
    }

    /** What is different of an object, but for what the API server keeps for itself. */
    public List<FieldChange> changes(HasMetadata before, HasMetadata now) {
        return ObjectDiff.between(clients.own().getKubernetesSerialization(), before, now);
    }

    private AppliedObject run(HasMetadata desired, Supplier<AppliedObject> write) {
        UnaryOperator<String> redaction =
            desired instanceof Secret secret ? new SecretRedactor(secret) : UnaryOperator.identity();
        return call.runChange(title(desired), desired.getMetadata().getNamespace(), redaction, write);
    }

    /**
     * Deletes an object if it is still the one that was read.
     *
     * @param dryRun say what would be done, and do nothing
     */
    public AppliedObject delete(HasMetadata object, boolean dryRun) {
        return call.runChange(title(object), object.getMetadata().getNamespace(), UnaryOperator.identity(), () -> {
            if (!dryRun) {
                clients.current().resource(object).lockResourceVersion().delete();
            }
            return AppliedObject.of(object, OperationResult.DELETED);
        });
    }

    /** Returns what the console applied to an object the last time, with the values it has now. */
    public <T extends HasMetadata> T appliedBefore(T object, Class<T> type) {
        KubernetesSerialization serialization = clients.own().getKubernetesSerialization();
        Map<?, ?> all = serialization.convertValue(object, Map.class);
        return serialization.convertValue(LastApplied.by(FIELD_MANAGER, object, all), type);
    }

    /**
     * @param namespace null for a kind without namespaces
     * @param name as somebody may have written it in another object
     * @return the object, or empty when it, its namespace or its kind does not exist, or no object can have that name
     */
    public <T extends HasMetadata> Optional<T> find(Class<T> type, @Nullable String namespace, String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        String object = HasMetadata.getKind(type) + " " + (namespace == null ? name : namespace + "/" + name);
        return call.run(object, namespace, () -> {
            MixedOperation<T, KubernetesResourceList<T>, Resource<T>> all = clients.current().resources(type);
            return Optional.ofNullable(
                namespace == null ? all.withName(name).get() : all.inNamespace(namespace).withName(name).get()
            );
        });
    }

    /**
     * @param ns null for all namespaces, or for a kind without them
     * @param labels null as a value for any
     * @return the objects that carry all the labels; none when the kind does not exist
     */
    public <T extends HasMetadata> List<T> list(
        Class<T> type,
        @Nullable String ns,
        Map<String, @Nullable String> labels
    ) {
        return list(type, ns, labels, new ListOptions());
    }

    /** @param options which version of the list is wanted; the API server answers one of now last */
    public <T extends HasMetadata> List<T> list(
        Class<T> type,
        @Nullable String ns,
        Map<String, @Nullable String> labels,
        ListOptions options
    ) {
        return call.run(HasMetadata.getPlural(type), ns, () -> {
            MixedOperation<T, KubernetesResourceList<T>, Resource<T>> all = clients.current().resources(type);
            try {
                return (ns == null ? all.inAnyNamespace() : all.inNamespace(ns))
                    .withLabels(labels)
                    .list(options)
                    .getItems();
            } catch (KubernetesClientException e) {
                if (e.getCode() == 404) {
                    return List.of();
                }
                throw e;
            }
        });
    }

    /** An object or anything made of maps and lists, as YAML without the {@code ---} that begins a document. */
    public String asYaml(Object object) {
        return clients.own().getKubernetesSerialization().asYaml(object).replaceFirst("^---\n", "");
    }

    static String title(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        String name = object.getMetadata().getName();
        return object.getKind() + " " + (namespace == null ? name : namespace + "/" + name);
    }
}
