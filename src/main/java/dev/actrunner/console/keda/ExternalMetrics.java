package dev.actrunner.console.keda;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.ClusterReader;
import dev.actrunner.console.cluster.identity.ClusterIdentity;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.keda.scaling.ScaledResource;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads through the API server what KEDA reports to a HorizontalPodAutoscaler. */
@Component
public class ExternalMetrics {

    private final ClusterReader reads;
    private final JsonMapper json;

    ExternalMetrics(ClusterReader reads, JsonMapper json) {
        this.reads = reads;
        this.json = json;
    }

    /** How long KEDA's metrics adapter may take: it asks the operator, which asks the forge, or waits for one that is down. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    /**
     * What came of one metric.
     *
     * @param value null where KEDA has no such metric, or {@code failure} says why
     * @param failure null where it was read, or the console may not read it
     * @param answered whether KEDA's adapter answered in time
     */
    public record Reading(@Nullable BigDecimal value, @Nullable String failure, boolean answered) {}

    /**
     * Reads metrics beside each other, each within three seconds.
     *
     * @param metrics their names, as {@link ScaledResource#metrics()} has them
     * @return one for each, in their order
     */
    public List<Reading> read(ScaledResource scaledResource, List<String> metrics) {
        ClusterIdentity identity = CurrentIdentity.current();
        // Not closed: whoever does not answer is not waited for.
        ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Callable<Reading>> each = metrics
                .stream()
                .<Callable<Reading>>map(m -> () -> CurrentIdentity.call(identity, () -> reading(scaledResource, m)))
                .toList();
            return readers
                .invokeAll(each, LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .stream()
                .map(f ->
                    f.state() == Future.State.SUCCESS
                        ? f.resultNow()
                        : new Reading(
                              null,
                              "KEDA's metrics adapter gave no answer within " + LONGEST.toSeconds() + " s",
                              false
                          )
                )
                .toList();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            readers.shutdownNow();
        }
    }

    private Reading reading(ScaledResource scaledResource, String metric) {
        try {
            return new Reading(read(scaledResource, metric).orElse(null), null, true);
        } catch (ClusterException.Forbidden _) {
            // The console may not read metrics; nothing follows from that.
            return new Reading(null, null, true);
        } catch (ClusterException.Unavailable e) {
            return e.status() > 0
                ? new Reading(null, e.getMessage(), true)
                : new Reading(null, "KEDA's metrics adapter gave no answer", false);
        } catch (ClusterException e) {
            return new Reading(null, e.getMessage(), true);
        }
    }

    /**
     * A metric's value, as KEDA reads it now.
     *
     * @param metric its name, as {@link ScaledResource#metrics()} has it
     * @return empty where KEDA has no such metric
     * @throws ClusterException where the API does not answer, or KEDA could not read it
     */
    private Optional<BigDecimal> read(ScaledResource scaledResource, String metric) {
        String path =
            "/apis/external.metrics.k8s.io/v1beta1/namespaces/" +
            scaledResource.namespace() +
            "/" +
            UriUtils.encodePathSegment(metric, StandardCharsets.UTF_8) +
            "?labelSelector=" +
            UriUtils.encodeQueryParam("scaledobject.keda.sh/name=" + scaledResource.name(), StandardCharsets.UTF_8);
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
