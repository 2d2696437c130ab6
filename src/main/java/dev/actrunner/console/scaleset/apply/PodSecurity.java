package dev.actrunner.console.scaleset.apply;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.scaleset.PodSecurityLevel;
import dev.actrunner.console.scaleset.ScaleSetSpec;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Compares what runner pods need with the level of Pod Security that their namespace enforces. */
@Component
class PodSecurity {

    private final Cluster cluster;

    PodSecurity(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Requires that the namespace admits the pods, by its label; a caller who may not read it is told by the API server.
     *
     * @throws ConnectionException.Invalid that names the level and what to do
     */
    void require(String namespace, ScaleSetSpec spec) {
        if (spec.target() != null) {
            return;
        }
        PodSecurityLevel needs = spec.containers().needs();
        PodSecurityLevel enforced = enforced(namespace);
        if (enforced.admits(needs)) {
            return;
        }
        if (enforced == PodSecurityLevel.RESTRICTED && needs == PodSecurityLevel.BASELINE) {
            if (spec.pod().securityContext() != null || spec.pod().template() != null) {
                // Whether it is enough is for the API server to say.
                return;
            }
            throw ConnectionException.invalid(
                "securityContext",
                "is missing: the namespace " +
                    namespace +
                    " enforces the Pod Security level restricted. Set runAsNonRoot, runAsUser and seccompProfile here, and" +
                    " allowPrivilegeEscalation: false and capabilities of the container runner in podTemplate; or use a" +
                    " namespace that enforces baseline"
            );
        }
        throw ConnectionException.invalid(
            "containers",
            "is " +
                spec.containers().id() +
                " and needs the Pod Security level " +
                needs.id() +
                ", but the namespace " +
                namespace +
                " enforces " +
                enforced.id() +
                ": use none with labels such as docker:host, or label the namespace" +
                " pod-security.kubernetes.io/enforce=" +
                needs.id()
        );
    }

    private PodSecurityLevel enforced(String namespace) {
        try {
            return cluster
                .find(Namespace.class, null, namespace)
                .map(found -> Objects.requireNonNullElse(found.getMetadata().getLabels(), Map.<String, String>of()))
                .flatMap(PodSecurityLevel::enforcedBy)
                .orElse(PodSecurityLevel.PRIVILEGED);
        } catch (ClusterException.Forbidden _) {
            return PodSecurityLevel.PRIVILEGED;
        }
    }
}
