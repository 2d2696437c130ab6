package dev.actrunner.console.keda;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.ClusterReads;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What KEDA tells a HorizontalPodAutoscaler, through the API server. */
@Component
public class ExternalMetrics {

    private final ClusterReads reads;
    private final JsonMapper json;

    ExternalMetrics(ClusterReads reads, JsonMapper json) {
        this.reads = reads;
        this.json = json;
    }

    /**
     * A metric's value, as KEDA reads it now.
     *
     * @param metric its name, as {@link Scaler#metrics()} has it
     * @return empty where KEDA has no such metric
     * @throws ClusterException where the API does not answer, or KEDA could not read it
     */
    public Optional<BigDecimal> read(Scaler scaler, String metric) {
        String path =
            "/apis/external.metrics.k8s.io/v1beta1/namespaces/" +
            scaler.namespace() +
            "/" +
            UriUtils.encodePathSegment(metric, StandardCharsets.UTF_8) +
            "?labelSelector=" +
            UriUtils.encodeQueryParam("scaledobject.keda.sh/name=" + scaler.name(), StandardCharsets.UTF_8);
        return reads.get(path).flatMap(this::value);
    }

    private Optional<BigDecimal> value(String body) {
        try {
            String text = json.readTree(body).at("/items/0/value").asString("");
            return text.isEmpty() ? Optional.empty() : Optional.of(Quantity.getAmountInBytes(new Quantity(text)));
        } catch (JacksonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
