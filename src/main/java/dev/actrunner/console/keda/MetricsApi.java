package dev.actrunner.console.keda;

import com.fasterxml.jackson.annotation.JsonValue;
import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.api.model.APIServiceStatus;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The status of {@code external.metrics.k8s.io}, through which a HorizontalPodAutoscaler reads what KEDA counts.
 *
 * @param service the Service behind it, {@code namespace/name}, null where there is none
 * @param message why it is not available, in the API server's words
 * @param certificateUntil when the authority ends by which the API server knows the Service; null where that is not known
 */
public record MetricsApi(
    State state,
    @Nullable String service,
    @Nullable String message,
    @Nullable Instant certificateUntil
) {
    /** One whose certificate is not known. */
    public MetricsApi(State state, @Nullable String service, @Nullable String message) {
        this(state, service, message, null);
    }

    /** The one APIService of the group; only one adapter can serve it. */
    public static final String NAME = "v1beta1.external.metrics.k8s.io";

    /** Whether it works. */
    public enum State {
        /** It is KEDA's, and answers the API server. */
        AVAILABLE,
        /** It is KEDA's, and does not answer. */
        DOWN,
        /** It is not registered. */
        MISSING,
        /** Another adapter than KEDA's serves it. */
        OTHER,
        /** The console may not look, or the API server has not yet. */
        UNKNOWN;

        /** Returns how JSON writes it: in lower case. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** KEDA's chart names the Service {@code keda-operator-metrics-apiserver}. */
    static MetricsApi of(APIService registered) {
        var reference = registered.getSpec().getService();
        if (reference == null) {
            return new MetricsApi(State.OTHER, null, null);
        }
        String service = reference.getNamespace() + "/" + reference.getName();
        if (!reference.getName().contains("keda")) {
            return new MetricsApi(State.OTHER, service, null);
        }
        Instant until = certificateUntil(registered.getSpec().getCaBundle());
        return Optional.ofNullable(registered.getStatus())
            .map(APIServiceStatus::getConditions)
            .flatMap(conditions ->
                conditions
                    .stream()
                    .filter(c -> c.getType().equals("Available"))
                    .findFirst()
            )
            .map(c ->
                c.getStatus().equals("True")
                    ? new MetricsApi(State.AVAILABLE, service, null, until)
                    : new MetricsApi(State.DOWN, service, c.getMessage(), until)
            )
            .orElse(new MetricsApi(State.UNKNOWN, service, null, until));
    }

    /** KEDA's operator writes its authority into {@code caBundle} and renews it (its {@code rotator}). */
    private static @Nullable Instant certificateUntil(@Nullable String caBundle) {
        if (caBundle == null || caBundle.isEmpty()) {
            return null;
        }
        try {
            return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Base64.getDecoder().decode(caBundle)))
                .stream()
                .map(X509Certificate.class::cast)
                .map(certificate -> certificate.getNotAfter().toInstant())
                .max(Comparator.naturalOrder())
                .orElse(null);
        } catch (CertificateException | IllegalArgumentException _) {
            return null;
        }
    }
}
