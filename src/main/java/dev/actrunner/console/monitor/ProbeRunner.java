package dev.actrunner.console.monitor;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.schedule.ForgeOutages;
import dev.actrunner.console.monitor.schedule.PerHostLimiter;
import dev.actrunner.console.monitor.schedule.ProbeBackoff;
import dev.actrunner.console.monitor.schedule.SelfConnectivity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done when a connection's probe is due: a probe, another where the verdict differs, and what is made of them. */
final class ProbeRunner {

    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
    private static final String CUT_OFF =
        "The console reaches no forge now, so that nothing is known of this one. What is shown is what was seen last.";

    /** A first look that differs, a second that says something else again, and one that agrees with either. */
    private static final int MOST_LOOKS = 3;
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Connections connections;
    private final Duration confirmAfter;
    private final ProbeBackoff pace;
    private final PerHostLimiter gates;
    private final SelfConnectivity reach;
    private final StatusEvents changes;
    private final Clock clock;
    private final Consumer<Connection> wake;
    private final ConcurrentHashMap<ConnectionKey, Integer> failures = new ConcurrentHashMap<>();
    private final ForgeOutages turns = new ForgeOutages();

    /** @param wake told the connection that saw its forge go down or come back, so that the others on it are looked at */
    ProbeRunner(
        Connections connections,
        MonitorProperties properties,
        SelfConnectivity reach,
        StatusEvents changes,
        Clock clock,
        Consumer<Connection> wake
    ) {
        this.clock = clock;
        this.wake = wake;
        this.connections = connections;
        this.confirmAfter = properties.confirmAfter();
        this.pace = new ProbeBackoff(properties.interval());
        this.gates = new PerHostLimiter(properties.concurrency(), properties.perHost());
        this.reach = reach;
        this.changes = changes;
    }

    /** @return how long to wait until the next round; zero for what is not probed */
    Duration run(MonitoredConnection entry) throws InterruptedException {
        Connection connection = entry.standing().connection();
        if (connection == null) {
            return Duration.ZERO;
        }
        ConnectionReport report = probe(entry, connection, maxAge(connection));
        for (int looks = 1; report != null && take(entry, report, asksToWait(report)) && looks < MOST_LOOKS; looks++) {
            Thread.sleep(confirmAfter);
            // Somebody else's second look will do, so that a forge with many connections is not asked by each of them.
            Instant second = report.probe().checkedAt().plus(confirmAfter.multipliedBy(9).dividedBy(10));
            report = probe(entry, connection, since(second));
        }
        if (report == null) {
            return pace.whileUnknown(connection);
        }
        ConnectionKey key = connection.key();
        int down = ProbeBackoff.isDown(report) ? failures.merge(key, 1, Integer::sum) : 0;
        if (down == 0) {
            failures.remove(key);
        }
        return pace.after(connection, report, down);
    }

    /** A forge that says for how long it is away is believed, and not asked again a second later. */
    private static boolean asksToWait(ConnectionReport report) {
        return report.probe().retryAfter() != null;
    }

    /** How old a report may be: of this interval, and not of before the forge went down or came back. */
    private Duration maxAge(Connection connection) {
        Duration most = pace.of(connection).multipliedBy(4).dividedBy(5);
        Instant last = turns.last(connection.forge().origin());
        return last == null || since(last).compareTo(most) > 0 ? most : since(last);
    }

    /** How long ago something was, a millisecond at least. */
    private Duration since(Instant at) {
        Duration age = Duration.between(at, clock.instant());
        return age.compareTo(SHORTEST) < 0 ? SHORTEST : age;
    }

    void forget(ConnectionKey key) {
        failures.remove(key);
    }

    /**
     * Null where nothing was learned about the forge: the cluster gives no token to probe with, no forge is reached, or the
     * connection has become one to another forge or scope meanwhile.
     */
    private @Nullable ConnectionReport probe(MonitoredConnection entry, Connection connection, Duration maxAge)
        throws InterruptedException {
        ConnectionReport[] report = new ConnectionReport[1];
        gates.pass(connection.forge().origin(), () -> {
            try {
                report[0] = connections.watch(connection, maxAge);
            } catch (ClusterException e) {
                if (entry.standing().problem() == null) {
                    LOG.warn("{} cannot be probed: {}", connection.key(), e.getMessage());
                }
                hinder(entry, String.valueOf(e.getMessage()));
            }
        });
        if (report[0] == null || !connection.hasJobsOf(entry.standing().connection())) {
            return null;
        }
        return isCutOff(entry, connection, report[0]) ? null : report[0];
    }

    /** Whether a report says nothing about its forge, because the console reaches none. */
    boolean isCutOff(MonitoredConnection entry, Connection connection, ConnectionReport report) {
        // What is down already stays so: only a verdict that would change is worth asking others.
        boolean cutOff = reach.isCutOff(connection.forge(), report, entry.standing().verdict() != Verdict.FAILED);
        if (cutOff) {
            hinder(entry, CUT_OFF);
        }
        return cutOff;
    }

    private void hinder(MonitoredConnection entry, String problem) {
        boolean isNews = !problem.equals(entry.standing().problem());
        entry.cannotBeProbed(problem);
        if (isNews) {
            ConnectionStatus now = entry.standing();
            changes.tell(new ConnectionStatusChanged(now.key(), now.verdict(), now));
        }
    }

    /** @return whether the verdict differs and is to be looked at a second time */
    boolean take(MonitoredConnection entry, ConnectionReport report, boolean surely) {
        ConnectionStatus before = entry.standing();
        if (entry.takes(report, surely)) {
            return true;
        }
        ConnectionStatus now = entry.standing();
        if (before.verdict() != null && now.verdict() != before.verdict()) {
            LOG.info("{} was {} and is {}", now.key(), before.verdict(), now.verdict());
            lookAtAll(before, now);
        }
        boolean same = now.verdict() == before.verdict() && Objects.equals(now.counts(), before.counts());
        if (!same || before.problem() != null) {
            changes.tell(new ConnectionStatusChanged(now.key(), before.verdict(), now));
        } else {
            changes.seen();
        }
        return false;
    }

    /** A forge that went down or came back did so for all who are on it; one that asks to be left alone is. */
    private void lookAtAll(ConnectionStatus before, ConnectionStatus now) {
        Connection connection = now.connection();
        ConnectionReport report = now.report();
        if (connection == null || report == null || asksToWait(report)) {
            return;
        }
        boolean down = ProbeBackoff.isDown(report);
        boolean wasDown = before.report() != null && ProbeBackoff.isDown(before.report());
        String origin = connection.forge().origin();
        if ((down || wasDown) && turns.turns(origin, down, report.probe().checkedAt())) {
            wake.accept(connection);
        }
    }
}
