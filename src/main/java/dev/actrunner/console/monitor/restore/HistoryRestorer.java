package dev.actrunner.console.monitor.restore;

import dev.actrunner.console.cluster.ClusterProperties;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.monitor.history.Sample;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** Restores the history of the last day once the console has started, where a Prometheus is configured. */
@Component
class HistoryRestorer {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryRestorer.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** What is older by then is of little use. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final HistoryProperties properties;
    private final Monitor monitor;
    private final ClusterProperties cluster;
    private final Clock clock;
    private boolean hasWarned;

    HistoryRestorer(HistoryProperties properties, Monitor monitor, Clock clock, ClusterProperties cluster) {
        this.cluster = cluster;
        this.properties = properties;
        this.monitor = monitor;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (properties.prometheusUrl() != null && !properties.prometheusUrl().isBlank()) {
            Instant started = clock.instant();
            Thread.ofVirtual()
                .name("history")
                .start(() -> restore(new PrometheusHistory(properties, matcher()), started));
        }
    }

    /** What was measured before there were several clusters has no name of one, and is of the console's own. */
    private String matcher() {
        if (!cluster.remote().isEmpty()) {
            return "cluster=\"" + cluster.remote() + "\"";
        }
        return cluster.name() == null ? "" : "cluster=~\"|" + cluster.name() + "\"";
    }

    private void restore(PrometheusHistory prometheus, Instant started) {
        try {
            // What is found in the cluster later than that is new.
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < LONGEST.toNanos()) {
                if (monitor.isWatchComplete() && isRestored(prometheus, started)) {
                    return;
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isRestored(PrometheusHistory prometheus, Instant started) {
        Map<ConnectionKey, List<Sample>> read;
        try {
            read = prometheus.read(started);
        } catch (RestClientException | UncheckedIOException e) {
            if (!hasWarned) {
                LOG.warn("The history cannot be restored from Prometheus yet: {}", e.getMessage());
            }
            hasWarned = true;
            return false;
        }
        long restored = read
            .entrySet()
            .stream()
            .filter(each -> restore(each.getKey(), each.getValue(), started))
            .count();
        LOG.info("Restored the history of {} connections from Prometheus", restored);
        return true;
    }

    private boolean restore(ConnectionKey key, List<Sample> samples, Instant started) {
        return monitor
            .history(key)
            .map(history -> {
                history.restore(samples, started);
                return true;
            })
            .orElse(false);
    }
}
