package dev.actrunner.console.scaleset.export;

import dev.actrunner.console.keda.scaling.Trigger;
import dev.actrunner.console.scaleset.ContainerMode;
import dev.actrunner.console.scaleset.PodSettings;
import dev.actrunner.console.scaleset.RunnerImages;
import dev.actrunner.console.scaleset.RunnerMode;
import dev.actrunner.console.scaleset.ScaleSetSpec;
import dev.actrunner.console.scaleset.render.ScaleSetManifests;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds values for the chart {@code act-runner-scale-set} 0.2.24. Where the chart cannot render the trigger, its own KEDA
 * objects are turned off, and the console's are applied beside it.
 */
record ScaleSetValues(ScaleSetManifests manifests) {
    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

    /** Whether the chart renders the scale set's KEDA object as the console does. */
    boolean rendersKedaObject() {
        return (
            manifests.spec().target() == null &&
            manifests.trigger() instanceof Trigger.MetricsApi(_, _, boolean header, var timeout) &&
            !header &&
            timeout == null &&
            manifests.authentication().kind() == null
        );
    }

    /** What the chart has no value for, as sentences. */
    List<String> notes() {
        var notes = new ArrayList<String>();
        ScaleSetSpec spec = manifests.spec();
        if (!rendersKedaObject()) {
            notes.add("The chart cannot render this trigger: apply the KEDA object of the file beside it.");
        }
        if (
            spec.limits().idle() != null ||
            spec.limits().fallback() != null ||
            spec.limits().initialCooldownPeriod() != null
        ) {
            notes.add("The chart has no values for idle, fallback, and initialCooldownPeriod.");
        }
        if (spec.pod().template() != null) {
            notes.add("The chart has no value for podTemplate.");
        }
        return notes;
    }

    Map<String, Object> values() {
        ScaleSetSpec spec = manifests.spec();
        PodSettings pod = spec.pod();
        var values = new LinkedHashMap<String, Object>();
        values.put("giteaConfigUrl", manifests.connection().forge().value());
        values.put("giteaConfigSecret", Map.of("name", manifests.registration()));
        values.put("runnerLabels", spec.declaredLabels());
        values.put("ephemeral", manifests.mode() == RunnerMode.EPHEMERAL);
        // As text: the chart takes the number 0 for a value that is not set, and renders 1.
        values.put("minRunners", String.valueOf(spec.limits().min()));
        values.put("maxRunners", spec.limits().max());
        values.put("image", image(Objects.requireNonNullElse(pod.image(), RunnerImages.of(manifests.platform()))));
        putUnlessEmpty(
            values,
            "imagePullSecrets",
            pod
                .imagePullSecrets()
                .stream()
                .map(name -> Map.of("name", name))
                .toList()
        );
        if (spec.containers() == ContainerMode.HOST_SOCKET) {
            values.put("hostDockerSocket", Map.of("enabled", true));
        } else if (spec.containers().runsContainers()) {
            values.put("containerMode", Map.of("type", spec.containers().id()));
        }
        putUnlessEmpty(values, "runnerConfig", pod.runnerConfig());
        if (pod.serviceAccountName() != null) {
            values.put("serviceAccount", new TreeMap<>(Map.of("create", false, "name", pod.serviceAccountName())));
        }
        putUnlessEmpty(values, "podAnnotations", pod.annotations());
        putUnlessEmpty(values, "podSecurityContext", plain(pod.securityContext()));
        putUnlessEmpty(values, "resources", plain(pod.resources()));
        values.put("persistence", persistence(pod.persistence()));
        putUnlessEmpty(values, "nodeSelector", pod.nodeSelector());
        putUnlessEmpty(values, "tolerations", pod.tolerations().stream().map(ScaleSetValues::plain).toList());
        putUnlessEmpty(values, "affinity", plain(pod.affinity()));
        putUnlessEmpty(values, "priorityClassName", pod.priorityClassName());
        putUnlessEmpty(values, "extraEnv", pod.env().stream().map(ScaleSetValues::plain).toList());
        if (pod.ca() != null) {
            values.put(
                "giteaServerTLS",
                Map.of(
                    "certificateFrom",
                    Map.of("configMapRef", new TreeMap<>(Map.of("name", pod.ca().configMap(), "key", pod.ca().key())))
                )
            );
        }
        if (pod.proxy() != null) {
            values.put("proxy", proxy(pod.proxy()));
        }
        values.put("keda", keda());
        return values;
    }

    private Map<String, Object> keda() {
        var keda = new LinkedHashMap<String, Object>();
        keda.put("enabled", rendersKedaObject());
        if (
            rendersKedaObject() && manifests.trigger() instanceof Trigger.MetricsApi(String url, String location, _, _)
        ) {
            keda.put("triggerAuthenticationRef", manifests.authentication().name());
            keda.put("metricsUrl", url);
            keda.put("valueLocation", location);
            keda.put("pollingInterval", manifests.spec().limits().pollingInterval());
            keda.put("cooldownPeriod", manifests.spec().limits().cooldownPeriod());
            if (manifests.mode() == RunnerMode.EPHEMERAL) {
                keda.put("scaledJob", Map.of("scalingStrategy", manifests.spec().limits().strategy()));
            }
        }
        return keda;
    }

    private static Map<String, Object> image(String image) {
        int digest = image.indexOf('@');
        int tag = image.lastIndexOf(':');
        return digest >= 0 || tag <= image.lastIndexOf('/')
            ? Map.of("repository", image)
            : new TreeMap<>(Map.of("repository", image.substring(0, tag), "tag", image.substring(tag + 1)));
    }

    private static Map<String, Object> persistence(PodSettings.@Nullable Persistence wanted) {
        if (wanted == null) {
            return Map.of("enabled", false);
        }
        var persistence = new LinkedHashMap<String, Object>();
        persistence.put("enabled", true);
        putUnlessEmpty(persistence, "storageClass", wanted.storageClass());
        persistence.put("accessMode", wanted.accessMode());
        persistence.put("size", wanted.size());
        return persistence;
    }

    private static Map<String, Object> proxy(PodSettings.Proxy wanted) {
        var proxy = new LinkedHashMap<String, Object>();
        putUnlessEmpty(proxy, "http", wanted.http());
        putUnlessEmpty(proxy, "https", wanted.https());
        putUnlessEmpty(proxy, "noProxy", wanted.noProxy());
        return proxy;
    }

    private static @Nullable Object plain(@Nullable Object kubernetes) {
        return kubernetes == null ? null : KUBERNETES.convertValue(kubernetes, Map.class);
    }

    private static void putUnlessEmpty(Map<String, Object> values, String name, @Nullable Object value) {
        boolean empty = switch (value) {
            case null -> true;
            case String text -> text.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case List<?> list -> list.isEmpty();
            default -> false;
        };
        if (!empty && value != null) {
            values.put(name, value);
        }
    }
}
