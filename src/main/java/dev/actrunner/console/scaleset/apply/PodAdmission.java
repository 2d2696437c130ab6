package dev.actrunner.console.scaleset.apply;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.apply.ApplyOptions;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.scaleset.render.ScaleSetManifests;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Asks the API server, by a dry run, whether it would take a runner's pod: it checks no pod template within a ScaledJob, and
 * KEDA's Jobs would fail in silence.
 */
@Component
class PodAdmission {

    /** Which field of a request a part of the API server's message is about, in the order in which they are looked for. */
    private static final Map<String, String> FIELDS = fields();

    private final Cluster cluster;

    PodAdmission(Cluster cluster) {
        this.cluster = cluster;
    }

    private static Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("violates PodSecurity", "containers");
        fields.put("privileged", "containers");
        fields.put("PriorityClass", "priorityClassName");
        fields.put("priorityClassName", "priorityClassName");
        fields.put("service account", "serviceAccountName");
        fields.put("serviceAccountName", "serviceAccountName");
        fields.put(".resources", "resources");
        fields.put("tolerations", "tolerations");
        fields.put("affinity", "affinity");
        fields.put("nodeSelector", "nodeSelector");
        fields.put("metadata.annotations", "podAnnotations");
        fields.put("imagePullSecrets", "imagePullSecrets");
        fields.put("].env[", "env");
        fields.put("].image", "image");
        fields.put("spec.securityContext", "securityContext");
        return fields;
    }

    /**
     * Requires that the API server takes the pod. A caller who may not create pods, and a quota that is used up at the moment,
     * keep nobody from a scale set.
     *
     * @throws ConnectionException.Invalid with the field that is the cause, and what the API server says
     */
    void require(ScaleSetManifests manifests) {
        Pod pod = manifests.pod().orElse(null);
        if (pod == null) {
            return;
        }
        try {
            cluster.apply(pod, null, new ApplyOptions(true, false));
        } catch (ClusterException.Forbidden e) {
            String message = String.valueOf(e.getMessage());
            boolean ofPod = !message.contains(" may not ") && !message.contains("quota");
            if (ofPod && FIELDS.keySet().stream().anyMatch(message::contains)) {
                throw invalid(e);
            }
        } catch (ClusterException.Rejected e) {
            throw invalid(e);
        }
    }

    private static ConnectionException invalid(ClusterException e) {
        String message = String.valueOf(e.getMessage());
        String field = FIELDS.entrySet()
            .stream()
            .filter(each -> message.contains(each.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("podTemplate");
        return ConnectionException.invalid(
            field,
            "makes a pod that the API server does not take: " + message + " " + e.remediation()
        );
    }
}
