package dev.actrunner.console.monitor;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.HelmRelease;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.store.ConnectionWatch;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.monitor.ConnectionStatus.Subject;
import dev.actrunner.console.monitor.changes.ChangeLog;
import dev.actrunner.console.monitor.history.History;
import dev.actrunner.console.monitor.schedule.MonitorProperties;
import dev.actrunner.console.monitor.schedule.ProbeBackoff;
import dev.actrunner.console.monitor.schedule.SelfConnectivity;
import dev.actrunner.console.replica.ReplicaGroup;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Monitors every connection of the cluster: finds them by watching the cluster, has each probed at its interval, and
 * publishes {@link ConnectionStatusChanged}. A verdict changes when a second probe, a moment later, agrees.
 */
@Component
public class Monitor implements SmartLifecycle {

    private final Connections connections;
    private final ConnectionWatch watch;
    private final VisibleNamespaces visibleNamespaces;
    private final MonitorProperties properties;
    private final SelfConnectivity connectivity;
    private final StatusEvents statusEvents;
    final ProbeRunner runner;
    final MonitoredConnections monitored = new MonitoredConnections();
    final ChangeLog<ConnectionKey> changes = new ChangeLog<>();
    private final ReplicaGroup replicas;
    private final ProbeSchedule schedule;
    private final Runnable stopListening;
    private final DashboardSnapshotCache dashboards = new DashboardSnapshotCache(monitored::statuses);
    private volatile boolean running;

    Monitor(
        Connections connections,
        ConnectionWatch watch,
        VisibleNamespaces visibleNamespaces,
        MonitorProperties properties,
        ApplicationEventPublisher publisher,
        ForgeProbe forges,
        ReplicaGroup replicas,
        Clock clock
    ) {
        this.connections = connections;
        this.watch = watch;
        this.visibleNamespaces = visibleNamespaces;
        this.properties = properties;
        var backoff = new ProbeBackoff(properties.interval());
        this.connectivity = new SelfConnectivity(forges::discover, monitored::forges, properties.interval());
        this.replicas = replicas;
        this.statusEvents = new StatusEvents(dashboards, publisher);
        this.runner = new ProbeRunner(
            connections,
            properties,
            backoff,
            connectivity,
            statusEvents,
            clock,
            this::scheduleOthersOnForge,
            changes::add
        );
        this.schedule = new ProbeSchedule(runner, monitored, backoff, this::isOwn);
        this.stopListening = replicas.listen(() -> schedule.reassign(clock.instant()));
    }

    @Override
    public void start() {
        running = true;
        watch.start(
            new ConnectionWatch.Listener() {
                @Override
                public void updated(Connection connection) {
                    update(connection.key(), new Subject.OfConsole(connection));
                }

                @Override
                public void updated(HelmRelease release) {
                    update(release.key(), new Subject.OfHelm(release));
                }

                @Override
                public void deleted(ConnectionKey key) {
                    forget(key);
                }
            }
        );
    }

    @Override
    public void stop() {
        running = false;
        stopListening.run();
        schedule.close();
        watch.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void update(ConnectionKey key, Subject subject) {
        MonitoredConnections.Update update = monitored.update(key, subject);
        if (!update.changed()) {
            return;
        }
        ConnectionStatus status = update.entry().status();
        statusEvents.publish(new ConnectionStatusChanged(key, status.verdict(), status));
        if (subject instanceof Subject.OfConsole(Connection connection)) {
            // Many at once are those that were there at the start: they are spread over an interval.
            schedule.begin(connection, update.isNew() && monitored.size() > properties.concurrency());
        } else {
            schedule.forget(key);
        }
    }

    /** Forgets a connection that was deleted. */
    public void forget(ConnectionKey key) {
        schedule.forget(key);
        changes.remove(key);
        if (monitored.remove(key)) {
            dashboards.invalidate();
            statusEvents.publish(new ConnectionStatusChanged(key, null, null));
        }
    }

    private void scheduleOthersOnForge(Connection witness) {
        schedule.othersOnForge(witness);
    }

    /** Whether a connection is this replica's to probe. */
    public boolean isOwn(ConnectionKey key) {
        return replicas.owns(key.toString());
    }

    /** The status of every connection, by namespace and name. */
    public List<ConnectionStatus> statuses() {
        return monitored.statuses();
    }

    /** The status of every connection after one, null for all, by namespace and name; each is looked up when it is taken. */
    public Stream<ConnectionStatus> statusesAfter(@Nullable ConnectionKey key) {
        return monitored.statusesAfter(key);
    }

    /** Totals and rows of what the caller may see, at most a moment old. */
    public DashboardSnapshot dashboard(DashboardQuery query) {
        return dashboards.get(query, visibleNamespaces.of(monitored::namespaces));
    }

    /** A connection's status, empty where there is none of that name. */
    public Optional<ConnectionStatus> status(ConnectionKey key) {
        return monitored.find(key).map(MonitoredConnection::status);
    }

    /** Returns what a connection's probes found. */
    public Optional<History> history(ConnectionKey key) {
        return monitored.find(key).map(MonitoredConnection::history);
    }

    /** Whether the cluster is being watched, so that what is not known here is not there. */
    public boolean isWatchComplete() {
        return watch.isComplete();
    }

    /** Returns whether the console is offline, so that verdicts stay as they were. */
    public boolean isIsolated() {
        return connectivity.isIsolated();
    }

    /** Whether the console may watch some namespaces only. */
    public boolean isLimited() {
        return watch.isLimited();
    }

    /** The report of the last probe, null where there was none yet. */
    public @Nullable ConnectionReport lastReport(ConnectionKey key) {
        return status(key)
            .map(ConnectionStatus::report)
            .map(report -> connections.visible(key.namespace(), report))
            .orElse(null);
    }

    /** Why a connection cannot be probed now, null where it can. */
    public @Nullable String problem(ConnectionKey key) {
        return status(key).map(ConnectionStatus::problem).orElse(null);
    }

    /** Records what somebody applied, and the report of its probe, before the watch says so: as one change. */
    public void record(Connection connection, @Nullable ConnectionReport report) {
        var subject = new Subject.OfConsole(connection);
        ConnectionKey key = connection.key();
        if (report == null) {
            update(key, subject);
        } else {
            MonitoredConnections.Update update = monitored.update(key, subject);
            if (update.changed()) {
                // The report is from before the objects were written: the next one knows what uses them.
                schedule.soon(key);
            }
            runner.record(update.entry(), report, true);
        }
        dashboards.invalidate();
    }

    /**
     * Probes now with the stored token.
     *
     * @throws ConnectionException.NotFound when there is no such connection
     */
    public ConnectionReport probe(ConnectionKey key) {
        ConnectionReport report = connections.probe(key, List.of());
        MonitoredConnection entry = monitored.find(key).orElse(null);
        if (report.isPartial()) {
            // Probed with less than the console's own rights: its own probe decides the verdict in a moment.
            schedule.now(key);
        } else if (entry == null) {
            record(connections.require(key), report);
        } else {
            Connection connection = entry.status().connection();
            if (connection == null || !runner.recordIsolation(entry, connection, report)) {
                runner.record(entry, report, true);
            }
        }
        return connections.visible(key.namespace(), report);
    }

    /** The report of the last probe; probes where there was none yet. Nobody who only looks makes more probes than are due. */
    public ConnectionReport lastReportOrProbe(ConnectionKey key) {
        ConnectionReport last = lastReport(key);
        return last == null ? probe(key) : last;
    }
}
