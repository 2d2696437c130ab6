package dev.actrunner.console.monitor.metrics;

import dev.actrunner.console.cluster.ClusterProperties;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.Timings;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.monitor.schedule.MonitorProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Publishes the status of connections as metrics for Prometheus. The series of single connections are bounded to the first
 * {@link MonitorProperties#maxConnectionMetrics()} by name; {@code act_runner_connections} and {@code …_checks} count all
 * of them. Each replica publishes those that it probes, so that sums over replicas count each once.
 */
@Component
class ConnectionMetrics {

    private static final String PREFIX = "act.runner.connection.";

    private final Monitor monitor;
    private final MonitorProperties properties;
    private final MeterRegistry registry;
    private final Tags common;
    private final Gauge isolated;
    private final MultiGauge connections;
    private final MultiGauge pending;
    private final MultiGauge verdicts;
    private final MultiGauge phases;
    private final MultiGauge checks;
    private final MultiGauge expiry;
    private final MultiGauge age;

    ConnectionMetrics(
        Monitor monitor,
        MonitorProperties properties,
        ConnectionMeters meters,
        ClusterProperties cluster
    ) {
        this.monitor = monitor;
        this.registry = meters.registry();
        // With a single cluster nobody needs to be told which.
        this.common = cluster.name() == null ? Tags.empty() : Tags.of("cluster", cluster.name());
        this.properties = properties;
        connections = gauge("act.runner.connections", "Connections by verdict.");
        pending = gauge(PREFIX + "pending.jobs", "Jobs that wait and run, as last counted.");
        verdicts = gauge(PREFIX + "verdict", "1 for the verdict that a connection has, 0 for the others.");
        phases = gauge(PREFIX + "probe.duration.seconds", "The last probe by phase, as blackbox_exporter names them.");
        checks = gauge(PREFIX + "checks", "Checks of all connections by id and status.");
        expiry = gauge(PREFIX + "tls.expiry.timestamp.seconds", "When the forge's certificate ends.");
        isolated = Gauge.builder("act.runner.console.network.isolated", monitor, m -> m.isIsolated() ? 1 : 0)
            .description("1 while the console is offline and keeps the last verdicts.")
            .tags(common)
            .register(registry);
        age = gauge(PREFIX + "probed.timestamp.seconds", "When the connection was last probed.");
    }

    private MultiGauge gauge(String name, String about) {
        return MultiGauge.builder(name).description(about).tags(common).register(registry);
    }

    /** What is measured no more is not told any more: the registry may outlive this. */
    @PreDestroy
    void end() {
        Stream.of(connections, pending, verdicts, phases, checks, expiry, age).forEach(each ->
            each.register(List.of(), true)
        );
        registry.remove(isolated);
    }

    @Scheduled(fixedDelayString = "${console.monitor.metrics-interval:10s}")
    void refresh() {
        List<ConnectionStatus> all = monitor
            .statuses()
            .stream()
            .filter(s -> s.connection() != null && monitor.isOwn(s.key()))
            .toList();
        count(all);
        List<ConnectionStatus> measured = all.subList(0, Math.min(all.size(), properties.maxConnectionMetrics()));
        var pendingRows = new ArrayList<Row<?>>();
        var verdictRows = new ArrayList<Row<?>>();
        var phaseRows = new ArrayList<Row<?>>();
        var expiryRows = new ArrayList<Row<?>>();
        var ageRows = new ArrayList<Row<?>>();
        for (ConnectionStatus each : measured) {
            Tags tags = Tags.of("namespace", each.key().namespace(), "connection", each.key().name());
            JobCounts counts = each.counts();
            if (counts != null) {
                pendingRows.add(Row.of(tags.and("state", "waiting"), counts.waiting()));
                pendingRows.add(Row.of(tags.and("state", "running"), counts.running()));
            }
            for (Verdict verdict : Verdict.values()) {
                verdictRows.add(Row.of(tags.and("verdict", verdict.id()), verdict == each.verdict() ? 1 : 0));
            }
            ConnectionReport report = each.report();
            if (report != null) {
                phases(tags, report.probe().observed().timings(), phaseRows);
                ageRows.add(Row.of(tags, report.probe().checkedAt().getEpochSecond()));
                if (report.probe().observed().tls() != null) {
                    expiryRows.add(Row.of(tags, report.probe().observed().tls().notAfter().getEpochSecond()));
                }
            }
        }
        pending.register(pendingRows, true);
        verdicts.register(verdictRows, true);
        phases.register(phaseRows, true);
        expiry.register(expiryRows, true);
        age.register(ageRows, true);
    }

    private static void phases(Tags tags, Timings timings, List<Row<?>> rows) {
        phase(tags, "resolve", timings.dnsMs(), rows);
        phase(tags, "connect", timings.connectMs(), rows);
        phase(tags, "tls", timings.tlsMs(), rows);
        phase(tags, "processing", timings.firstByteMs(), rows);
        phase(tags, "transfer", timings.transferMs(), rows);
    }

    private static void phase(Tags tags, String phase, @Nullable Double millis, List<Row<?>> rows) {
        if (millis != null) {
            rows.add(Row.of(tags.and("phase", phase), millis / 1000));
        }
    }

    private void count(List<ConnectionStatus> all) {
        Map<String, Integer> byState = new TreeMap<>();
        EnumSet.complementOf(EnumSet.of(ConnectionStatus.State.HELM)).forEach(state -> byState.put(state.id(), 0));
        Map<String, Map<String, Integer>> byCheck = new TreeMap<>();
        for (ConnectionStatus each : all) {
            byState.merge(each.state().id(), 1, Integer::sum);
            if (each.report() != null) {
                for (Check check : each.report().probe().checks()) {
                    byCheck
                        .computeIfAbsent(check.id().id(), _ -> new TreeMap<>())
                        .merge(check.status().id(), 1, Integer::sum);
                }
            }
        }
        var stateRows = new ArrayList<Row<?>>();
        byState.forEach((state, number) -> stateRows.add(Row.of(Tags.of("verdict", state), number)));
        connections.register(stateRows, true);
        var checkRows = new ArrayList<Row<?>>();
        byCheck.forEach((id, statuses) ->
            statuses.forEach((status, number) -> checkRows.add(Row.of(Tags.of("id", id, "status", status), number)))
        );
        checks.register(checkRows, true);
    }
}
