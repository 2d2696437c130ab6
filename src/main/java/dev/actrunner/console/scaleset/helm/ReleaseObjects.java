package dev.actrunner.console.scaleset.helm;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.store.ChartNames;
import dev.actrunner.console.connection.store.ConnectionLabels;
import dev.actrunner.console.connection.store.TokenBinding;
import dev.actrunner.console.connection.trigger.TriggerAddress;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.keda.authentication.SecretTargetRef;
import dev.actrunner.console.keda.authentication.TriggerAuthentication;
import dev.actrunner.console.keda.scaling.ScaleTrigger;
import dev.actrunner.console.keda.scaling.ScaledJob;
import dev.actrunner.console.keda.scaling.ScaledObject;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import dev.actrunner.console.scaleset.render.ScaleSetNames;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the values of releases out of the objects that they installed, where Helm's record may not be read. Whoever may write
 * KEDA's objects can make them say anything, so that they name a Secret only if that is recorded to be for their forge.
 *
 * @param notes takes what was not carried over
 */
record ReleaseObjects(Cluster cluster, String namespace, List<String> notes) {
    private static final Map<String, String> HELMS = Map.of("app.kubernetes.io/managed-by", "Helm");
    private static final String COMPONENT = "app.kubernetes.io/component";
    private static final String CHART = "helm.sh/chart";

    /** Lists the releases of the two charts. */
    List<InstalledRelease> list() {
        return Stream.concat(
            labelled("autoscaler-config", Map.of(), List.of(TriggerAuthentication.class)).flatMap(object ->
                release(object, ChartNames.CHART)
            ),
            labelled("runner", Map.of(), ScaleSetObjects.KINDS).flatMap(object -> release(object, ScaleSetNames.CHART))
        )
            .distinct()
            .sorted()
            .toList();
    }

    /** Other charts have components of the same names. */
    private Stream<InstalledRelease> release(HasMetadata object, String chart) {
        Map<String, String> labels = object.getMetadata().getLabels();
        String made = labels.getOrDefault(CHART, "");
        return made.startsWith(chart + "-")
            ? Stream.of(
                  new InstalledRelease(
                      namespace,
                      labels.getOrDefault(ConnectionLabels.INSTANCE, ""),
                      chart,
                      made.substring(chart.length() + 1)
                  )
              )
            : Stream.of();
    }

    private Stream<? extends HasMetadata> labelled(
        String component,
        Map<String, String> more,
        List<Class<? extends HasMetadata>> kinds
    ) {
        var labels = new LinkedHashMap<>(HELMS);
        labels.put(COMPONENT, component);
        labels.putAll(more);
        return kinds.stream().flatMap(kind -> cluster.list(kind, namespace, labels).stream());
    }

    /** Returns the values of a release of {@code act-runner-controller}; empty where it is none. */
    Optional<Map<String, Object>> controller(String release) {
        return labelled(
            "autoscaler-config",
            Map.of(ConnectionLabels.INSTANCE, release),
            List.of(TriggerAuthentication.class)
        )
            .map(TriggerAuthentication.class::cast)
            .findFirst()
            .map(this::controller);
    }

    private Map<String, Object> controller(TriggerAuthentication authentication) {
        var forgejo = new LinkedHashMap<String, Object>();
        String name = authentication.getMetadata().getName();
        Optional<Address> found = address(name);
        authentication.tokenSource().ifPresent(source -> {
            if (isRecorded(source, found)) {
                forgejo.put("apiTokenSecret", new LinkedHashMap<>(Map.of("name", source.name(), "key", key(source))));
            } else {
                notes.add(
                    "The Secret " +
                        source.name() +
                        " is not carried over, because KEDA's objects alone name it. If the forge may receive its token, enter it as token.secretName."
                );
            }
        });
        found.ifPresent(address -> {
            forgejo.put("url", address.forge().value());
            forgejo.put("scope", address.scope().kind());
            if (address.scope() instanceof JobScope.Org(String org)) {
                forgejo.put("org", org);
            }
            if (address.scope() instanceof JobScope.Repo(String owner, String repo)) {
                forgejo.put("owner", owner);
                forgejo.put("repo", repo);
            }
        });
        var values = new LinkedHashMap<String, Object>();
        values.put("forgejo", forgejo);
        values.put("triggerAuthentication", new LinkedHashMap<>(Map.of("create", true, "name", name)));
        return values;
    }

    private boolean isRecorded(SecretTargetRef source, Optional<Address> address) {
        try {
            Optional<Secret> secret = cluster.find(Secret.class, namespace, source.name());
            return (
                address.isPresent() && secret.isPresent() && TokenBinding.of(secret.get()).allows(address.get().forge())
            );
        } catch (ClusterException.Forbidden _) {
            return false;
        }
    }

    private static String key(SecretTargetRef source) {
        return Objects.requireNonNullElse(source.key(), "token");
    }

    /** A forge and whose jobs a trigger asks it for. */
    record Address(ForgeUrl forge, JobScope scope) {}

    /** Returns the forge that the triggers ask with a TriggerAuthentication; empty where none does. */
    Optional<Address> address(String authentication) {
        return Stream.concat(
            cluster
                .list(ScaledObject.class, namespace, Map.of())
                .stream()
                .map(each -> each.getSpec().triggers()),
            cluster
                .list(ScaledJob.class, namespace, Map.of())
                .stream()
                .map(each -> each.getSpec().triggers())
        )
            .filter(Objects::nonNull)
            .flatMap(List::stream)
            .filter(
                trigger ->
                    trigger.authenticationRef() != null && authentication.equals(trigger.authenticationRef().name())
            )
            .flatMap(trigger -> read(trigger).stream())
            .findFirst();
    }

    private static Optional<Address> read(ScaleTrigger trigger) {
        TriggerSpec spec = TriggerSpec.in(Map.of("type", trigger.type(), "metadata", trigger.metadata())).getFirst();
        String url = String.valueOf(TriggerAddress.of(spec));
        int api = url.indexOf("/api/v1/");
        if (api < 0 || ForgeUrl.problemWith(url.substring(0, api)) != null) {
            return Optional.empty();
        }
        var forge = new ForgeUrl(url.substring(0, api));
        return TriggerAddress.scope(spec, forge).map(scope -> new Address(forge, scope));
    }

    /** Returns the values of a release of {@code act-runner-scale-set}; empty where it is none. */
    Optional<Map<String, Object>> scaleSet(String release) {
        List<? extends HasMetadata> objects = labelled(
            "runner",
            Map.of(ConnectionLabels.INSTANCE, release),
            ScaleSetObjects.KINDS
        ).toList();
        return objects.isEmpty() ? Optional.empty() : Optional.of(new ScaleSetObjects(List.copyOf(objects)).values());
    }
}
