package dev.actrunner.console.monitor;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.ConnectionStatus.Counted;
import dev.actrunner.console.monitor.ConnectionStatus.Observed;
import dev.actrunner.console.monitor.schedule.ForgeOutages;
import dev.actrunner.console.monitor.schedule.MonitorProperties;
import dev.actrunner.console.monitor.schedule.PerHostLimiter;
import dev.actrunner.console.monitor.schedule.ProbeBackoff;
import dev.actrunner.console.monitor.schedule.SelfConnectivity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the probes that are due, repeats one whose verdict differs, and records and publishes what they found. */
final class ProbeRunner {

    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
    private static final String ISOLATED = "The console is offline. This is the last known state of the connection.";

    /** One that differs, a second that differs again, and one that agrees with either. */
    private static final int MAX_PROBES = 3;
    private static final Duration MIN_AGE = Duration.ofMillis(1);

    private final Connections connections;
    private final Duration confirmAfter;
    private final ProbeBackoff backoff;
    private final PerHostLimiter limiter;
    private final SelfConnectivity connectivity;
    private final StatusEvents statusEvents;
    private final Clock clock;
    private final Consumer<Connection> forgeTurned;
    private final Consumer<ConnectionKey> recorded;
    private final ForgeOutages outages = new ForgeOutages();

    /**
     * @param forgeTurned gets the connection whose probe finds that its forge went down or came back
     * @param recorded gets the connection of which something was found out
     */
    ProbeRunner(
        Connections connections,
        MonitorProperties properties,
        ProbeBackoff backoff,
        SelfConnectivity connectivity,
        StatusEvents statusEvents,
        Clock clock,
        Consumer<Connection> forgeTurned,
        Consumer<ConnectionKey> recorded
    ) {
        this.connections = connections;
        this.confirmAfter = properties.confirmAfter();
        this.backoff = backoff;
        this.limiter = new PerHostLimiter(properties.concurrency(), properties.perHost());
        this.connectivity = connectivity;
        this.statusEvents = statusEvents;
        this.clock = clock;
        this.forgeTurned = forgeTurned;
        this.recorded = recorded;
    }

    /** Probes a connection until its verdict is confirmed, and returns how long to wait until the next run. */
    Duration run(MonitoredConnection entry, Connection connection) throws InterruptedException {
        ConnectionReport report = fetchReport(entry, connection, maxAge(connection));
        for (int probes = 1; report != null; probes++) {
            if (record(entry, report, asksToWait(report)) || probes == MAX_PROBES) {
                break;
            }
            Thread.sleep(confirmAfter);
            // Another connection's second probe will do, so that a forge with many is not asked by each of them.
            Instant second = report.probe().checkedAt().plus(confirmAfter.multipliedBy(9).dividedBy(10));
            report = fetchReport(entry, connection, age(second));
        }
        return report == null ? backoff.whileUnknown(connection) : backoff.after(connection, report);
    }

    /** A forge that says for how long it is away is believed, and not asked again a second later. */
    private static boolean asksToWait(ConnectionReport report) {
        return report.probe().observed().retryAfter() != null;
    }

    /** Returns how old a shared report may be: of this interval, and not of before the forge went down or came back. */
    private Duration maxAge(Connection connection) {
        Duration most = backoff.intervalOf(connection).multipliedBy(4).dividedBy(5);
        Instant last = outages.lastTurn(connection.forge().origin());
        return last == null || age(last).compareTo(most) > 0 ? most : age(last);
    }

    /** Returns how long ago something was, a millisecond at least. */
    private Duration age(Instant at) {
        Duration age = Duration.between(at, clock.instant());
        return age.compareTo(MIN_AGE) < 0 ? MIN_AGE : age;
    }

    /**
     * Null where nothing was learned about the forge: the cluster gives no token to probe with, no forge is reached, or the
     * connection has become one to another forge or scope meanwhile.
     */
    private @Nullable ConnectionReport fetchReport(MonitoredConnection entry, Connection connection, Duration maxAge)
        throws InterruptedException {
        ConnectionReport report = limiter.call(connection.forge().origin(), () -> {
            try {
                return connections.probeShared(connection, maxAge);
            } catch (ClusterException e) {
                if (entry.status().problem() == null) {
                    LOG.warn("{} cannot be probed: {}", connection.key(), e.getMessage());
                }
                recordProblem(entry, String.valueOf(e.getMessage()));
                return null;
            }
        });
        if (report == null || !connection.hasJobsOf(entry.status().connection())) {
            return null;
        }
        return recordIsolation(entry, connection, report) ? null : report;
    }

    /** Records that the console reaches no forge where that is the cause of a failed report, and returns whether it is. */
    boolean recordIsolation(MonitoredConnection entry, Connection connection, ConnectionReport report) {
        // What is down already stays so: only a verdict that would change is worth asking others.
        boolean changes = entry.status().verdict() != Verdict.FAILED;
        boolean isolated = connectivity.detectIsolation(connection.forge(), report, changes);
        if (isolated) {
            recordProblem(entry, ISOLATED);
        }
        return isolated;
    }

    private void recordProblem(MonitoredConnection entry, String problem) {
        boolean isNews = !problem.equals(entry.status().problem());
        entry.recordProblem(problem);
        if (isNews) {
            recorded.accept(entry.status().key());
            ConnectionStatus now = entry.status();
            statusEvents.publish(new ConnectionStatusChanged(now.key(), now.verdict(), now));
        }
    }

    /**
     * Records a report and publishes what changed.
     *
     * @return whether it was recorded; otherwise the verdict differs, and needs a second probe
     */
    boolean record(MonitoredConnection entry, ConnectionReport report, boolean confirmed) {
        ConnectionStatus before = entry.status();
        if (!entry.record(report, confirmed)) {
            return false;
        }
        recorded.accept(entry.status().key());
        if (publish(entry, before, report)) {
            LOG.info("{} was {} and is {}", before.key(), before.verdict(), report.probe().verdict());
        }
        return true;
    }

    /** Takes over what another replica found out, if it is newer, and publishes what changed. */
    void adopt(MonitoredConnection entry, Observed observed, @Nullable Counted counted, @Nullable String problem) {
        ConnectionStatus before = entry.status();
        if (entry.adopt(observed, counted, problem, clock.instant())) {
            publish(entry, before, observed.report());
        }
    }

    /** Publishes what changed, and returns whether one verdict was replaced by another. */
    private boolean publish(MonitoredConnection entry, ConnectionStatus before, ConnectionReport report) {
        ConnectionStatus now = entry.status();
        boolean verdictChanged = now.verdict() != before.verdict();
        boolean isNews =
            verdictChanged ||
            !Objects.equals(before.problem(), now.problem()) ||
            before.worstFinding() != now.worstFinding() ||
            !Objects.equals(now.counts(), before.counts());
        if (isNews) {
            statusEvents.publish(new ConnectionStatusChanged(now.key(), before.verdict(), now));
        } else {
            statusEvents.refreshDashboards();
        }
        boolean isReplaced = before.verdict() != null && verdictChanged;
        if (isReplaced) {
            Connection connection = now.connection();
            if (connection != null && recordForgeTurn(connection, before, report)) {
                forgeTurned.accept(connection);
            }
        }
        return isReplaced;
    }

    /** Records that the forge went down or came back, and returns whether no other report showed it before. */
    private boolean recordForgeTurn(Connection connection, ConnectionStatus before, ConnectionReport report) {
        if (asksToWait(report)) {
            return false;
        }
        boolean down = ProbeBackoff.isDown(report);
        boolean wasDown = before.report() != null && ProbeBackoff.isDown(before.report());
        return (down || wasDown) && outages.recordTurn(connection.forge().origin(), down, report.probe().checkedAt());
    }
}
