package dev.actrunner.console.scaleset.request;

import static java.util.Objects.requireNonNullElse;

import dev.actrunner.console.connection.KubernetesNames;
import dev.actrunner.console.scaleset.PodSettings;
import dev.actrunner.console.scaleset.RunnerMode;
import dev.actrunner.console.scaleset.request.ScaleSetRequest.CaRequest;
import dev.actrunner.console.scaleset.request.ScaleSetRequest.PersistenceRequest;
import dev.actrunner.console.scaleset.request.ScaleSetRequestValidator.Errors;
import dev.actrunner.console.yaml.BoundedYaml;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a request says about the pods, by Kubernetes' own types. */
final class PodSettingsReader {

    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();
    private static final Set<String> ACCESS_MODES = Set.of(
        "ReadWriteOnce",
        "ReadWriteOncePod",
        "ReadWriteMany",
        "ReadOnlyMany"
    );
    /** No space and no tag {@code latest}; the rest says the container runtime. */
    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:@-]{0,510}");
    private static final int MAX_CONFIG = 100_000;

    PodSettings read(ScaleSetRequest request, @Nullable RunnerMode mode, Errors errors) {
        return new PodSettings(
            image(request.image(), errors),
            names(request.imagePullSecrets(), errors),
            object("resources", request.resources(), ResourceRequirements.class, errors),
            objects("env", request.env(), EnvVar.class, errors),
            requireNonNullElse(request.nodeSelector(), Map.of()),
            objects("tolerations", request.tolerations(), Toleration.class, errors),
            object("affinity", request.affinity(), Affinity.class, errors),
            request.priorityClassName(),
            account(request.serviceAccountName(), errors),
            proxy(request),
            ca(request.ca(), errors),
            requireNonNullElse(request.podAnnotations(), Map.of()),
            object("securityContext", request.securityContext(), PodSecurityContext.class, errors),
            persistence(request.persistence(), mode, errors),
            config(request.runnerConfig(), errors),
            object("podTemplate", request.podTemplate(), PodTemplateSpec.class, errors)
        );
    }

    private static @Nullable String image(@Nullable String image, Errors errors) {
        if (image != null && !IMAGE.matcher(image).matches()) {
            errors.add("image", "must be an image such as docker.io/gitea/runner:1.0.8");
        } else if (image != null && (image.endsWith(":latest") || !image.matches(".*[:@][^/]*"))) {
            errors.add("image", "has no version: name one, so that runners do not change by themselves");
        }
        return image;
    }

    private static List<String> names(@Nullable List<@Nullable String> names, Errors errors) {
        var result = new ArrayList<String>();
        for (String each : requireNonNullElse(names, List.<@Nullable String>of())) {
            String field = "imagePullSecrets[" + result.size() + "]";
            errors.add(field, each == null ? "is null" : KubernetesNames.problemWithObject(each));
            result.add(String.valueOf(each));
        }
        return result;
    }

    private static @Nullable String account(@Nullable String name, Errors errors) {
        errors.add("serviceAccountName", name == null ? null : KubernetesNames.problemWithObject(name));
        return name;
    }

    private static PodSettings.@Nullable Proxy proxy(ScaleSetRequest request) {
        var proxy = request.proxy();
        return proxy == null ? null : new PodSettings.Proxy(proxy.http(), proxy.https(), proxy.noProxy());
    }

    private static PodSettings.@Nullable CaBundle ca(@Nullable CaRequest ca, Errors errors) {
        if (ca == null) {
            return null;
        }
        String configMap = ca.configMap();
        String key = requireNonNullElse(ca.key(), "ca.crt");
        if (configMap == null) {
            errors.add("ca.configMap", "is missing: name the ConfigMap with the certificate authority");
            return null;
        }
        errors.add("ca.configMap", KubernetesNames.problemWithObject(configMap));
        errors.add("ca.key", KubernetesNames.problemWithSecretKey(key));
        return new PodSettings.CaBundle(configMap, key);
    }

    private static PodSettings.@Nullable Persistence persistence(
        @Nullable PersistenceRequest persistence,
        @Nullable RunnerMode mode,
        Errors errors
    ) {
        if (persistence == null) {
            return null;
        }
        if (mode != RunnerMode.PERSISTENT) {
            errors.add("persistence", "has no meaning for ephemeral runners: set mode to persistent, or leave it out");
        }
        String accessMode = requireNonNullElse(persistence.accessMode(), "ReadWriteOnce");
        if (!ACCESS_MODES.contains(accessMode)) {
            errors.add(
                "persistence.accessMode",
                "must be one of " + String.join(", ", ACCESS_MODES.stream().sorted().toList())
            );
        }
        String size = requireNonNullElse(persistence.size(), "1Gi");
        try {
            if (Quantity.parse(size).getNumericalAmount().signum() <= 0) {
                errors.add("persistence.size", "must be more than 0, such as 1Gi");
            }
        } catch (IllegalArgumentException _) {
            errors.add("persistence.size", "must be a Kubernetes quantity such as 1Gi");
        }
        return new PodSettings.Persistence(persistence.storageClass(), accessMode, size);
    }

    private static @Nullable String config(@Nullable String config, Errors errors) {
        if (config == null) {
            return null;
        }
        if (config.length() > MAX_CONFIG) {
            errors.add("runnerConfig", "is longer than " + MAX_CONFIG + " characters");
        } else {
            try {
                if (!(BoundedYaml.read(config) instanceof Map)) {
                    errors.add("runnerConfig", "must be a YAML mapping, as the runner's generate-config writes it");
                }
            } catch (BoundedYaml.TooLargeException _) {
                errors.add("runnerConfig", "contains itself, or has too many items or levels");
            } catch (IllegalArgumentException _) {
                errors.add("runnerConfig", "is not valid YAML");
            }
        }
        return config;
    }

    private static <T> List<T> objects(
        String field,
        @Nullable List<Map<String, Object>> given,
        Class<T> type,
        Errors errors
    ) {
        var result = new ArrayList<T>();
        List<Map<String, Object>> all = requireNonNullElse(given, List.of());
        for (int i = 0; i < all.size(); i++) {
            T one = object(field + "[" + i + "]", all.get(i), type, errors);
            if (one != null) {
                result.add(one);
            }
        }
        return result;
    }

    private static <T> @Nullable T object(
        String field,
        @Nullable Map<String, Object> given,
        Class<T> type,
        Errors errors
    ) {
        if (given == null) {
            return null;
        }
        try {
            return Objects.requireNonNull(KUBERNETES.convertValue(given, type));
        } catch (IllegalArgumentException _) {
            errors.add(field, "is not a Kubernetes " + type.getSimpleName() + ": write it as in a pod's manifest");
            return null;
        }
    }
}
