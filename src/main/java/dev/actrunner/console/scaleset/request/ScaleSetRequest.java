package dev.actrunner.console.scaleset.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request to create or change a scale set.
 *
 * @param connection the name of the connection, in the same namespace
 * @param mode whether a runner runs one job on a clean disk, or job after job; absent, one job where the forge's release has
 *     ephemeral runners. Not with {@code target}
 * @param target an existing workload to scale; absent, the console creates the runners
 * @param labels what the runners offer, in the runner's form: {@code native:host}, {@code ubuntu-latest:docker://node:22}; a
 *     name alone runs its jobs in the runner's own container. The trigger counts jobs by the names
 * @param min {@code minReplicaCount}; absent, 0
 * @param max {@code maxReplicaCount}; absent, 10
 * @param idle {@code idleReplicaCount}; absent, none. KEDA supports 0 only
 * @param pollingInterval {@code pollingInterval} in seconds; absent, 30
 * @param cooldownPeriod {@code cooldownPeriod} in seconds; absent, 300. A ScaledJob has none
 * @param initialCooldownPeriod {@code initialCooldownPeriod} in seconds; absent, none. A ScaledJob has none
 * @param fallback {@code fallback}; absent, none. A ScaledJob has none
 * @param scalingStrategy {@code scalingStrategy.strategy} of a ScaledJob; absent, {@code default}
 * @param registration how the runners register; absent in a change, the stored registration is kept. Not with {@code target}
 * @param containers where the containers of jobs run; absent, {@code none}
 * @param image the runner's image; absent, a version that is known to work
 * @param imagePullSecrets names of Secrets in the namespace
 * @param resources the runner container's {@code resources}, as in a pod
 * @param env the runner container's further {@code env}, as in a pod
 * @param nodeSelector the pod's {@code nodeSelector}
 * @param tolerations the pod's {@code tolerations}
 * @param affinity the pod's {@code affinity}
 * @param priorityClassName the pod's {@code priorityClassName}
 * @param serviceAccountName the pod's {@code serviceAccountName}; absent, the namespace's default account without its token
 * @param proxy the HTTP proxy of the runners
 * @param ca a certificate authority of the forge, in a ConfigMap of the namespace
 * @param podAnnotations annotations of the pods
 * @param securityContext the pod's {@code securityContext}
 * @param persistence a volume for each persistent runner; absent, none
 * @param runnerConfig the runner's configuration file, as YAML
 * @param podTemplate a pod template that is merged strategically over the console's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScaleSetRequest(
    @Nullable String connection,
    @Schema(allowableValues = { "ephemeral", "persistent" }) @Nullable String mode,
    @Nullable TargetRequest target,
    @Nullable List<@Nullable String> labels,
    @Nullable Integer min,
    @Nullable Integer max,
    @Nullable Integer idle,
    @Nullable Integer pollingInterval,
    @Nullable Integer cooldownPeriod,
    @Nullable Integer initialCooldownPeriod,
    @Nullable FallbackRequest fallback,
    @Schema(allowableValues = { "default", "accurate", "eager" }) @Nullable String scalingStrategy,
    @Nullable RegistrationRequest registration,
    @Schema(allowableValues = { "none", "dind", "dind-rootless", "host-socket" }) @Nullable String containers,
    @Nullable String image,
    @Nullable List<@Nullable String> imagePullSecrets,
    @Nullable Map<String, Object> resources,
    @Nullable List<Map<String, Object>> env,
    @Nullable Map<String, String> nodeSelector,
    @Nullable List<Map<String, Object>> tolerations,
    @Nullable Map<String, Object> affinity,
    @Nullable String priorityClassName,
    @Nullable String serviceAccountName,
    @Nullable ProxyRequest proxy,
    @Nullable CaRequest ca,
    @Nullable Map<String, String> podAnnotations,
    @Nullable Map<String, Object> securityContext,
    @Nullable PersistenceRequest persistence,
    @Nullable String runnerConfig,
    @Nullable Map<String, Object> podTemplate
) {
    /** Builds a request of the fields that a short form has. */
    public static ScaleSetRequest simple(
        String connection,
        @Nullable String mode,
        List<String> labels,
        @Nullable Integer max,
        RegistrationRequest registration,
        @Nullable String containers
    ) {
        return new ScaleSetRequest(
            connection,
            mode,
            null,
            List.copyOf(labels),
            null,
            max,
            null,
            null,
            null,
            null,
            null,
            null,
            registration,
            containers,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null
        );
    }

    /**
     * An existing workload.
     *
     * @param kind its kind
     * @param name its name
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TargetRequest(
        @Schema(allowableValues = { "Deployment", "StatefulSet" }) @Nullable String kind,
        @Nullable String name
    ) {}

    /**
     * Replicas while KEDA cannot read the trigger.
     *
     * @param failureThreshold how many times in a row the trigger fails before
     * @param replicas how many replicas there are then
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FallbackRequest(@Nullable Integer failureThreshold, @Nullable Integer replicas) {}

    /**
     * How runners register; one of the four.
     *
     * @param secretName an existing Secret with the key {@code token}, and {@code uuid} for a runner that Forgejo's API created
     * @param token a registration token
     * @param apiToken an API token with which the console asks the forge for a registration; used once and not stored
     * @param login a login with which the console asks the forge for a registration; used once and not stored
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RegistrationRequest(
        @Nullable String secretName,
        @Nullable String token,
        @Nullable String apiToken,
        @Nullable LoginRequest login
    ) {
        @Override
        public String toString() {
            return "RegistrationRequest[secretName=" + secretName + "]";
        }
    }

    /**
     * A login at the forge.
     *
     * @param username the account's login
     * @param password the account's password
     * @param otp the current one-time code, where the account has two-factor authentication
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LoginRequest(@Nullable String username, @Nullable String password, @Nullable String otp) {
        @Override
        public String toString() {
            return "LoginRequest[username=" + username + "]";
        }
    }

    /**
     * An HTTP proxy.
     *
     * @param http {@code HTTP_PROXY}
     * @param https {@code HTTPS_PROXY}
     * @param noProxy {@code NO_PROXY}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProxyRequest(@Nullable String http, @Nullable String https, @Nullable String noProxy) {}

    /**
     * A certificate authority.
     *
     * @param configMap a ConfigMap in the namespace
     * @param key its key with PEM; absent, {@code ca.crt}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CaRequest(@Nullable String configMap, @Nullable String key) {}

    /**
     * A PersistentVolumeClaim for each runner.
     *
     * @param storageClass absent, the cluster's default
     * @param accessMode absent, {@code ReadWriteOnce}
     * @param size a quantity; absent, {@code 1Gi}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PersistenceRequest(
        @Nullable String storageClass,
        @Nullable String accessMode,
        @Nullable String size
    ) {}
}
