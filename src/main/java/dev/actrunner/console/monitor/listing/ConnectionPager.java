package dev.actrunner.console.monitor.listing;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.store.ConnectionList;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.monitor.VisibleNamespaces;
import dev.actrunner.console.monitor.VisibleNamespaces.Visible;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Lists connections a page at a time, for clients that go through all of them. */
@Component
public class ConnectionPager {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPager.class);
    /** Longer than any probe, so that a page never waits for a probe that cannot end. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(15);

    private final Semaphore permits = new Semaphore(16);
    private final Connections connections;
    private final Monitor monitor;
    private final VisibleNamespaces visibleNamespaces;

    ConnectionPager(Connections connections, Monitor monitor, VisibleNamespaces visibleNamespaces) {
        this.visibleNamespaces = visibleNamespaces;
        this.connections = connections;
        this.monitor = monitor;
    }

    /**
     * A page of connections; those that were never probed are probed now.
     *
     * @param namespace null for all that may be looked at
     * @param verdict only those of this verdict, null for all; needs every connection's report
     * @param limit how many at most
     * @param after what the page before gave as {@link ConnectionPage#next}, null for the first
     */
    public ConnectionPage page(
        @Nullable String namespace,
        @Nullable Verdict verdict,
        int limit,
        @Nullable String after
    ) {
        ConnectionKey last = after == null ? null : PageToken.decode(after, ConnectionKey::new);
        // One more than the page has, to know whether there is another; a verdict is known only of those that were probed.
        ConnectionList all = list(namespace, last, verdict == null ? limit + 1L : Long.MAX_VALUE);
        List<Connection> rest = all.items();
        List<Connection> candidates = verdict == null ? rest.stream().limit(limit).toList() : rest;
        probeNew(candidates);
        List<ConnectionPage.Item> monitored = candidates
            .stream()
            .map(c -> new ConnectionPage.Item(c, monitor.lastReport(c.key()), monitor.problem(c.key())))
            .filter(w -> verdict == null || (w.report() != null && w.report().probe().verdict() == verdict))
            .limit(limit)
            .toList();
        boolean more = verdict == null ? rest.size() > limit : monitored.size() == limit;
        String next = more && !monitored.isEmpty() ? PageToken.encode(monitored.getLast().connection().key()) : null;
        return new ConnectionPage(monitored, next, all.forbiddenNamespaces());
    }

    /**
     * Returns what is under watch, where that is all there is; else what the cluster lists.
     *
     * @param last the connection after which the list begins, null for the first
     * @param most how many at most
     */
    private ConnectionList list(@Nullable String namespace, @Nullable ConnectionKey last, long most) {
        if (!monitor.isWatchComplete() || monitor.isLimited()) {
            ConnectionList listed = connections.list(namespace);
            List<Connection> items = listed
                .items()
                .stream()
                .filter(c -> last == null || c.key().compareTo(last) > 0)
                .limit(most)
                .toList();
            return new ConnectionList(items, listed.forbiddenNamespaces());
        }
        if (namespace != null && !visibleNamespaces.reaches(namespace)) {
            return new ConnectionList(List.of(), List.of(namespace));
        }
        Visible visible = visibleNamespaces.of(() ->
            monitor
                .statusesAfter(null)
                .map(s -> s.key().namespace())
                .collect(Collectors.toSet())
        );
        List<Connection> monitored = monitor
            .statusesAfter(last)
            .filter(s -> visible.includes(s.key().namespace()))
            .filter(s -> namespace == null || s.key().namespace().equals(namespace))
            .map(ConnectionStatus::connection)
            .filter(Objects::nonNull)
            .limit(most)
            .toList();
        return new ConnectionList(
            monitored,
            namespace != null || visible.equals(Visible.ALL) ? List.of() : List.of("*")
        );
    }

    private void probeNew(List<Connection> candidates) {
        List<Callable<Void>> probes = candidates
            .stream()
            .filter(c -> monitor.lastReport(c.key()) == null)
            .<Callable<Void>>map(c -> () -> probeWithPermit(c.key()))
            .toList();
        if (probes.isEmpty()) {
            return;
        }
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            threads.invokeAll(probes, MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    /** With all other lists' probes, so that one that asks for hundreds does not send hundreds at once. */
    private @Nullable Void probeWithPermit(ConnectionKey key) throws InterruptedException {
        permits.acquire();
        try {
            return probe(key);
        } finally {
            permits.release();
        }
    }

    private @Nullable Void probe(ConnectionKey key) {
        try {
            monitor.probe(key);
        } catch (ConnectionException.NotFound _) {
            monitor.forget(key);
        } catch (ClusterException e) {
            LOG.warn("{} could not be probed: {}", key, e.getMessage());
        }
        return null;
    }
}
