package dev.actrunner.console.monitor;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.store.ConnectionWatch;
import dev.actrunner.console.connection.store.ConnectionWatch.Foreign;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.monitor.history.HistorySnapshot;
import dev.actrunner.console.monitor.schedule.ProbeBackoff;
import dev.actrunner.console.monitor.schedule.ProbeScheduler;
import dev.actrunner.console.monitor.schedule.SelfConnectivity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps every connection of the cluster under watch. It finds them by watching the cluster, probes each at its interval,
 * and publishes {@link ConnectionStatusChanged}. A verdict changes when a second probe, a moment later, agrees.
 */
@Component
public class Monitor implements SmartLifecycle {

    /** Over which time those are spread that are looked at together. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Connections connections;
    private final ConnectionWatch watch;
    private final VisibleNamespaces sight;
    private final MonitorProperties properties;
    private final Clock clock;
    private final ProbeBackoff pace;
    private final SelfConnectivity reach;
    private final StatusEvents changes;
    private final ProbeRunner rounds;
    private final ConcurrentSkipListMap<ConnectionKey, MonitoredConnection> watched = new ConcurrentSkipListMap<>();
    private final ProbeScheduler<ConnectionKey> loop = new ProbeScheduler<>(this::probeWhenDue);
    private final DashboardSnapshotCache overviews = new DashboardSnapshotCache(this::standings);
    private volatile boolean running;

    Monitor(
        Connections connections,
        ConnectionWatch watch,
        VisibleNamespaces sight,
        MonitorProperties properties,
        ApplicationEventPublisher events,
        ForgeProbe forges,
        Clock clock
    ) {
        this.connections = connections;
        this.watch = watch;
        this.sight = sight;
        this.properties = properties;
        this.clock = clock;
        this.pace = new ProbeBackoff(properties.interval());
        this.reach = new SelfConnectivity(forges::look, this::forges, properties.interval().multipliedBy(10));
        this.changes = new StatusEvents(overviews, events);
        this.rounds = new ProbeRunner(connections, properties, reach, changes, clock, this::wake);
    }

    @Override
    public void start() {
        running = true;
        watch.start(
            new ConnectionWatch.Listener() {
                @Override
                public void seen(Connection connection) {
                    is(connection.key(), connection, null);
                }

                @Override
                public void seen(Foreign foreign) {
                    is(foreign.key(), null, foreign);
                }

                @Override
                public void gone(ConnectionKey key) {
                    forget(key);
                }
            }
        );
    }

    @Override
    public void stop() {
        running = false;
        loop.close();
        watch.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void is(ConnectionKey key, @Nullable Connection connection, @Nullable Foreign foreign) {
        boolean isNew = !watched.containsKey(key);
        MonitoredConnection entry = watched.computeIfAbsent(key, MonitoredConnection::new);
        if (entry.is(connection, foreign)) {
            changes.tell(new ConnectionStatusChanged(key, entry.standing().verdict(), entry.standing()));
            if (connection != null) {
                // Many at once are those that were there at the start: they are spread over an interval.
                loop.begin(
                    key,
                    isNew && watched.size() > properties.concurrency() ? pace.of(connection) : Duration.ofMillis(200)
                );
            } else {
                loop.end(key);
            }
        }
    }

    /** Forgets a connection that is no more. */
    public void forget(ConnectionKey key) {
        loop.end(key);
        rounds.forget(key);
        if (watched.remove(key) != null) {
            overviews.forget();
            changes.tell(new ConnectionStatusChanged(key, null, null));
        }
    }

    private Duration probeWhenDue(ConnectionKey key) throws InterruptedException {
        MonitoredConnection entry = watched.get(key);
        return entry == null ? Duration.ZERO : rounds.run(entry);
    }

    /** Looks soon at the other connections on a forge that one of them saw go down or come back. */
    private void wake(Connection witness) {
        String origin = witness.forge().origin();
        for (MonitoredConnection each : watched.values()) {
            Connection connection = each.standing().connection();
            if (
                connection != null &&
                connection.forge().origin().equals(origin) &&
                !connection.key().equals(witness.key())
            ) {
                loop.begin(connection.key(), AT_ONCE);
            }
        }
    }

    /** The forges under watch. */
    private Set<ForgeUrl> forges() {
        return watched
            .values()
            .stream()
            .map(w -> w.standing().connection())
            .filter(Objects::nonNull)
            .map(Connection::forge)
            .collect(Collectors.toSet());
    }

    /** How every connection stands, by namespace and name. */
    public List<ConnectionStatus> standings() {
        return watched.values().stream().map(MonitoredConnection::standing).toList();
    }

    /** All that the caller may see at a glance, and those that are asked for, as they stood a moment ago. */
    public DashboardSnapshot overview(DashboardSnapshot.Question question) {
        return overviews.get(question, sight.of(this::namespaces));
    }

    /** The namespaces that have connections. */
    private Set<String> namespaces() {
        return watched.keySet().stream().map(ConnectionKey::namespace).collect(Collectors.toSet());
    }

    /** How a connection stands, empty where none of that name is known. */
    public Optional<ConnectionStatus> standing(ConnectionKey key) {
        return Optional.ofNullable(watched.get(key)).map(MonitoredConnection::standing);
    }

    /** What a connection's probes came to. */
    public Optional<HistorySnapshot> chronicle(ConnectionKey key) {
        return Optional.ofNullable(watched.get(key)).map(w -> HistorySnapshot.of(w.history(), clock.instant()));
    }

    /** Whether the cluster is being watched, so that what is not shown is not there. */
    public boolean seesTheCluster() {
        return watch.isComplete();
    }

    /** Whether no forge can be reached, so that verdicts stay as they were. */
    public boolean isCutOff() {
        return reach.isCutOff();
    }

    /** Whether the console may watch some namespaces only. */
    public boolean isLimited() {
        return watch.isLimited();
    }

    /** The report of the last probe, null where there was none yet. */
    public @Nullable ConnectionReport lastReport(ConnectionKey key) {
        return standing(key)
            .map(ConnectionStatus::report)
            .map(report -> connections.visible(key.namespace(), report))
            .orElse(null);
    }

    /** Keeps what somebody applied, and the report that came of it, before the cluster says so. */
    public void remember(Connection connection, @Nullable ConnectionReport report) {
        is(connection.key(), connection, null);
        MonitoredConnection entry = watched.get(connection.key());
        if (entry != null && report != null) {
            rounds.take(entry, report, true);
        }
        overviews.forget();
    }

    /**
     * Probes now with the stored token.
     *
     * @throws ConnectionException.NotFound when there is no such connection
     */
    public ConnectionReport probe(ConnectionKey key) {
        ConnectionReport report = connections.probe(key, List.of());
        MonitoredConnection entry = watched.get(key);
        if (report.isPartial()) {
            // Seen with less than the console's own rights: what it is for everybody, its own probe says in a moment.
            loop.begin(key, Duration.ZERO);
        } else if (entry == null) {
            remember(connections.require(key), report);
        } else {
            Connection connection = entry.standing().connection();
            if (connection == null || !rounds.isCutOff(entry, connection, report)) {
                rounds.take(entry, report, true);
            }
        }
        return connections.visible(key.namespace(), report);
    }

    /** A report that is not older than an interval, probed for now where there is none. */
    public ConnectionReport recent(ConnectionKey key) {
        ConnectionReport last = lastReport(key);
        Instant now = clock.instant();
        Instant limit = now.minus(properties.interval());
        boolean isOld =
            last == null || last.probe().checkedAt().isBefore(limit) || last.probe().checkedAt().isAfter(now);
        return last == null || isOld ? probe(key) : last;
    }
}
