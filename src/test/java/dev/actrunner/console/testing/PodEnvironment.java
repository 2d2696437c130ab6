package dev.actrunner.console.testing;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a container finds: its environment, with values from Secrets, and the files of ConfigMaps and Secrets. */
record PodEnvironment(KubernetesClient client, Pod pod, Container container) {
    /** Whether it is a runner's. */
    boolean isRunner() {
        return container
            .getEnv()
            .stream()
            .anyMatch(e -> e.getName().equals("GITEA_INSTANCE_URL"));
    }

    /** Why a kubelet cannot start the container, as {@code reason: message}; null where it can. */
    @Nullable
    String missing() {
        for (EnvVar each : container.getEnv()) {
            SecretKeySelector ref = each.getValueFrom() == null ? null : each.getValueFrom().getSecretKeyRef();
            if (ref != null && secret(ref.getName(), ref.getKey()).isEmpty()) {
                return "CreateContainerConfigError: secret \"" + ref.getName() + "\" not found";
            }
        }
        for (Volume each : pod.getSpec().getVolumes()) {
            if (each.getConfigMap() != null && configMap(each.getConfigMap().getName()) == null) {
                return "ContainerCreating: configmap \"" + each.getConfigMap().getName() + "\" not found";
            }
        }
        return null;
    }

    /** A variable's value, empty where it is not set. */
    Optional<String> variable(String name) {
        return container
            .getEnv()
            .stream()
            .filter(e -> e.getName().equals(name))
            .findFirst()
            .flatMap(e -> {
                if (e.getValueFrom() == null) {
                    return Optional.ofNullable(e.getValue());
                }
                SecretKeySelector ref = e.getValueFrom().getSecretKeyRef();
                return secret(ref.getName(), ref.getKey());
            });
    }

    /** The file at a path that a ConfigMap gives, empty where nothing is mounted there. */
    Optional<String> file(String path) {
        for (VolumeMount mount : container.getVolumeMounts()) {
            if (path.startsWith(mount.getMountPath() + "/")) {
                String key = path.substring(mount.getMountPath().length() + 1);
                return pod
                    .getSpec()
                    .getVolumes()
                    .stream()
                    .filter(v -> v.getName().equals(mount.getName()) && v.getConfigMap() != null)
                    .findFirst()
                    .map(v -> configMap(v.getConfigMap().getName()))
                    .map(found -> found.getData().get(key));
            }
        }
        return Optional.empty();
    }

    private Optional<String> secret(String name, String key) {
        Secret found = client.secrets().inNamespace(pod.getMetadata().getNamespace()).withName(name).get();
        return Optional.ofNullable(found)
            .map(Secret::getData)
            .map((Map<String, String> data) -> data.get(key))
            .map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
    }

    private @Nullable ConfigMap configMap(String name) {
        return client.configMaps().inNamespace(pod.getMetadata().getNamespace()).withName(name).get();
    }
}
