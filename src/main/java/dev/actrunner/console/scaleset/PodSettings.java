package dev.actrunner.console.scaleset;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What runner pods have besides the runner, by Kubernetes' own fields and the chart's.
 *
 * @param image the runner's image, null for the pinned one
 * @param imagePullSecrets names of Secrets
 * @param resources of the runner's container, null for none
 * @param env of the runner's container, besides what the console sets
 * @param affinity null for none
 * @param priorityClassName null for none
 * @param serviceAccountName null for the namespace's default
 * @param proxy the HTTP proxy of the runner, null for none
 * @param ca a certificate authority of the forge, null for none
 * @param annotations of the pod
 * @param securityContext of the pod, null for none
 * @param persistence a volume for {@code /data} of persistent runners, null for none
 * @param runnerConfig the runner's configuration file, null for the console's
 * @param template merged strategically over the pod template, null for nothing
 */
public record PodSettings(
    @Nullable String image,
    List<String> imagePullSecrets,
    @Nullable ResourceRequirements resources,
    List<EnvVar> env,
    Map<String, String> nodeSelector,
    List<Toleration> tolerations,
    @Nullable Affinity affinity,
    @Nullable String priorityClassName,
    @Nullable String serviceAccountName,
    @Nullable Proxy proxy,
    @Nullable CaBundle ca,
    Map<String, String> annotations,
    @Nullable PodSecurityContext securityContext,
    @Nullable Persistence persistence,
    @Nullable String runnerConfig,
    @Nullable PodTemplateSpec template
) {
    /**
     * The proxy that runners and their jobs use.
     *
     * @param http {@code HTTP_PROXY}, null for none
     * @param https {@code HTTPS_PROXY}, null for none
     * @param noProxy {@code NO_PROXY}, null for none
     */
    public record Proxy(@Nullable String http, @Nullable String https, @Nullable String noProxy) {}

    /**
     * A certificate authority in a ConfigMap of the namespace.
     *
     * @param key the ConfigMap's key with PEM
     */
    public record CaBundle(String configMap, String key) {}

    /**
     * A PersistentVolumeClaim for each runner.
     *
     * @param storageClass null for the cluster's default
     * @param accessMode such as {@code ReadWriteOnce}
     * @param size a quantity such as {@code 1Gi}
     */
    public record Persistence(@Nullable String storageClass, String accessMode, String size) {}
}
