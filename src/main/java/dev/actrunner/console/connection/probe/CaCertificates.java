package dev.actrunner.console.connection.probe;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.CaRef;
import dev.actrunner.console.connection.SecretData;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailedException;
import dev.actrunner.console.forge.TrustedCa;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fetches the authority that a connection names. */
@Component
public class CaCertificates {

    private final Cluster cluster;

    CaCertificates(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * @return null where none is named
     * @throws ProbeFailedException when it cannot be read, or holds no certificate
     */
    @Nullable
    public TrustedCa fetch(String namespace, @Nullable CaRef ref) throws ProbeFailedException {
        if (ref == null) {
            return null;
        }
        try {
            String pem = text(namespace, ref);
            if (pem == null) {
                throw unreadable(namespace, ref, "does not exist, or has no such key.");
            }
            return TrustedCa.of(pem, ref.toString());
        } catch (ClusterException e) {
            throw unreadable(namespace, ref, "cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException _) {
            throw unreadable(namespace, ref, "holds no PEM certificate.");
        }
    }

    private @Nullable String text(String namespace, CaRef ref) {
        return ref.kind().equals("Secret")
            ? cluster
                  .find(Secret.class, namespace, ref.name())
                  .flatMap(secret -> SecretData.text(secret, ref.key()))
                  .orElse(null)
            : cluster
                  .find(ConfigMap.class, namespace, ref.name())
                  .flatMap(c -> Optional.<Map<String, String>>ofNullable(c.getData()))
                  .map(data -> data.get(ref.key()))
                  .orElse(null);
    }

    private static ProbeFailedException unreadable(String namespace, CaRef ref, String problem) {
        return new ProbeFailedException(
            Finding.TLS_CA_UNREADABLE,
            ref + " in the namespace " + namespace + " " + problem
        );
    }
}
