package dev.actrunner.console.cluster.kubeconfig;

import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ExecConfig;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds what an exec plugin gives: the {@code ExecCredential} of {@code client.authentication.k8s.io}.
 *
 * @param token the bearer token, null where there is none
 * @param certificate the client certificate as PEM, null where there is none
 * @param key the certificate's key as PEM, null where there is none
 * @param expires when the program is to be run again
 */
record ExecCredential(@Nullable String token, @Nullable String certificate, @Nullable String key, Instant expires) {
    /** Keeps no buffer of what was read, which has a token or a key in it. */
    private static final JsonMapper JSON = JsonMapper.builder(
        JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build()
    ).build();
    /** A credential that does not say how long it holds may be refused at any moment, as a revoked one is. */
    private static final Duration UNSAID = Duration.ofMinutes(5);

    /** Returns what the program gets in {@code KUBERNETES_EXEC_INFO}. */
    static String request(ExecConfig exec, Cluster cluster) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("interactive", false);
        if (Boolean.TRUE.equals(exec.getProvideClusterInfo())) {
            var about = new LinkedHashMap<String, Object>();
            about.put("server", cluster.getServer());
            if (cluster.getCertificateAuthorityData() != null) {
                about.put("certificate-authority-data", cluster.getCertificateAuthorityData());
            }
            if (cluster.getTlsServerName() != null) {
                about.put("tls-server-name", cluster.getTlsServerName());
            }
            spec.put("cluster", about);
        }
        return JSON.writeValueAsString(
            Map.of("apiVersion", String.valueOf(exec.getApiVersion()), "kind", "ExecCredential", "spec", spec)
        );
    }

    /**
     * Reads what the program wrote.
     *
     * @throws JacksonException where that is no JSON
     */
    static ExecCredential parse(String output) {
        JsonNode status = JSON.readTree(output).path("status");
        return new ExecCredential(
            textOrNull(status, "token"),
            textOrNull(status, "clientCertificateData"),
            textOrNull(status, "clientKeyData"),
            expires(status.path("expirationTimestamp").asString(""))
        );
    }

    /** Returns whether there is neither a token nor a certificate with its key. */
    boolean isMissing() {
        return token == null && (certificate == null || key == null);
    }

    private static @Nullable String textOrNull(JsonNode status, String field) {
        String text = status.path(field).asString("");
        return text.isEmpty() ? null : text;
    }

    private static Instant expires(String written) {
        try {
            return written.isEmpty() ? Instant.now().plus(UNSAID) : OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException _) {
            return Instant.now().plus(UNSAID);
        }
    }
}
