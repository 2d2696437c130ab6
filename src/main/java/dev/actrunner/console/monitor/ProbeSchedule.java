package dev.actrunner.console.monitor;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.monitor.schedule.ProbeBackoff;
import dev.actrunner.console.monitor.schedule.ProbeScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** Plans when connections are probed: those that are this replica's to probe, and any that somebody asks for. */
final class ProbeSchedule implements AutoCloseable {

    /** Over which time the probes are spread that a forge's going down or coming back causes. */
    private static final Duration SPREAD_OF_ONE_FORGE = Duration.ofSeconds(1);
    private static final Duration SPREAD_OF_NEW = Duration.ofMillis(200);
    /** Of those that another replica should have probed by now. */
    private static final Duration SPREAD_OF_OVERDUE = Duration.ofSeconds(2);

    private final ProbeScheduler<ConnectionKey> scheduler;
    private final ProbeRunner runner;
    private final MonitoredConnections monitored;
    private final ProbeBackoff backoff;
    private final Predicate<ConnectionKey> isOwn;

    /** @param isOwn whether a connection is this replica's to probe; what somebody asks for runs once in any case */
    ProbeSchedule(
        ProbeRunner runner,
        MonitoredConnections monitored,
        ProbeBackoff backoff,
        Predicate<ConnectionKey> isOwn
    ) {
        this.scheduler = new ProbeScheduler<>(this::run, this::afterFault, isOwn);
        this.runner = runner;
        this.monitored = monitored;
        this.backoff = backoff;
        this.isOwn = isOwn;
    }

    private Duration run(ConnectionKey key) throws InterruptedException {
        MonitoredConnection entry = monitored.find(key).orElse(null);
        Connection connection = entry == null ? null : entry.status().connection();
        if (entry == null || connection == null) {
            return Duration.ZERO;
        }
        return runner.run(entry, connection);
    }

    /** A fault of the console's own makes no connection wait longer than one of its forge. */
    private Duration afterFault(ConnectionKey key) {
        return monitored
            .find(key)
            .map(entry -> entry.status().connection())
            .map(backoff::intervalOf)
            .orElse(Duration.ZERO);
    }

    /** Plans the first probe of a connection that is new or another than before; of many, over their interval. */
    void begin(Connection connection, boolean many) {
        plan(connection.key(), many ? backoff.intervalOf(connection) : SPREAD_OF_NEW);
    }

    /** Plans a probe in a moment. */
    void soon(ConnectionKey key) {
        plan(key, SPREAD_OF_NEW);
    }

    private void plan(ConnectionKey key, Duration spread) {
        if (isOwn.test(key)) {
            scheduler.schedule(key, spread);
        }
    }

    /** Probes at once, whichever replica it belongs to. */
    void now(ConnectionKey key) {
        scheduler.schedule(key, Duration.ZERO);
    }

    /** Plans probes of the other connections to a forge that went down or came back. */
    void othersOnForge(Connection witness) {
        monitored.othersOnForge(witness).forEach(other -> plan(other.key(), SPREAD_OF_ONE_FORGE));
    }

    /** Takes up what has become this replica's to probe, and leaves what has become another's. */
    void reassign(Instant now) {
        for (ConnectionStatus status : monitored.statuses()) {
            Connection connection = status.connection();
            if (connection == null) {
                continue;
            }
            if (!isOwn.test(status.key())) {
                scheduler.cancel(status.key());
            } else {
                scheduler.scheduleIfAbsent(status.key(), untilDue(connection, status, now));
            }
        }
    }

    private Duration untilDue(Connection connection, ConnectionStatus status, Instant now) {
        ConnectionReport report = status.report();
        Duration interval = backoff.intervalOf(connection);
        if (report == null) {
            return monitored.size() > 1 ? interval : SPREAD_OF_NEW;
        }
        Duration left = Duration.between(now, report.probe().checkedAt().plus(interval));
        return left.compareTo(SPREAD_OF_OVERDUE) < 0 || left.compareTo(interval) > 0 ? SPREAD_OF_OVERDUE : left;
    }

    /** Forgets a connection that is deleted, or not the console's any more. */
    void forget(ConnectionKey key) {
        scheduler.cancel(key);
        backoff.forget(key);
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
