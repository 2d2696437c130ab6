package dev.actrunner.console.monitor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionList;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.Connections;
import dev.actrunner.console.diagnosis.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The connections with their last reports. */
@Component
public class Monitor {

    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
    private static final Duration KEPT = Duration.ofHours(1);
    /** Longer than any probe, so that a page never waits for a probe that cannot end. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Connections connections;
    private final Clock clock;
    private final MonitorProperties properties;
    private final Cache<ConnectionKey, ConnectionReport> reports;
    private final Semaphore permits;

    Monitor(Connections connections, Clock clock, MonitorProperties properties) {
        this.connections = connections;
        this.clock = clock;
        this.properties = properties;
        this.reports = Caffeine.newBuilder().maximumSize(properties.maxReports()).expireAfterWrite(KEPT).build();
        this.permits = new Semaphore(properties.concurrency());
    }

    /** The report of the last probe, null where there was none within the last hour. */
    public @Nullable ConnectionReport lastReport(ConnectionKey key) {
        return reports.getIfPresent(key);
    }

    /** Keeps a report that somebody else asked for. */
    public void remember(ConnectionKey key, @Nullable ConnectionReport report) {
        if (report != null) {
            reports.put(key, report);
        }
    }

    /** Forgets a connection that is no more. */
    public void forget(ConnectionKey key) {
        reports.invalidate(key);
    }

    /**
     * Probes with the stored token.
     *
     * @throws ConnectionException.NotFound when there is no such connection
     */
    public ConnectionReport probe(ConnectionKey key) {
        ConnectionReport report = connections.probe(key, List.of());
        reports.put(key, report);
        return report;
    }

    /**
     * A page of connections, those probed anew whose reports are missing or too old.
     *
     * @param namespace null for all that may be looked at
     * @param verdict only those of this verdict, null for all; needs every connection's report
     * @param limit how many at most
     * @param after what the page before gave as {@link WatchedPage#next}, null for the first
     */
    public WatchedPage page(@Nullable String namespace, @Nullable Verdict verdict, int limit, @Nullable String after) {
        ConnectionList all = connections.list(namespace);
        List<Connection> rest = all.items();
        if (after != null) {
            ConnectionKey last = decoded(after);
            rest = rest
                .stream()
                .filter(c -> c.key().compareTo(last) > 0)
                .toList();
        }
        List<Connection> candidates = verdict == null ? rest.stream().limit(limit).toList() : rest;
        refresh(candidates);
        List<WatchedConnection> watched = candidates
            .stream()
            .map(c -> new WatchedConnection(c, lastReport(c.key())))
            .filter(w -> verdict == null || (w.report() != null && w.report().probe().verdict() == verdict))
            .limit(limit)
            .toList();
        boolean more = verdict == null ? rest.size() > limit : watched.size() == limit;
        String next = more && !watched.isEmpty() ? encoded(watched.getLast().connection().key()) : null;
        return new WatchedPage(watched, next, all.unreachable());
    }

    private void refresh(List<Connection> candidates) {
        List<Callable<Void>> probes = candidates
            .stream()
            .filter(c -> !isFresh(lastReport(c.key())))
            .<Callable<Void>>map(c -> () -> refresh(c.key()))
            .toList();
        if (probes.isEmpty()) {
            return;
        }
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            threads.invokeAll(probes, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    private @Nullable Void refresh(ConnectionKey key) throws InterruptedException {
        permits.acquire();
        try {
            probe(key);
        } catch (ConnectionException.NotFound _) {
            forget(key);
        } catch (ClusterException e) {
            LOG.warn("{} could not be probed: {}", key, e.getMessage());
        } finally {
            permits.release();
        }
        return null;
    }

    private boolean isFresh(@Nullable ConnectionReport report) {
        return report != null && report.probe().checkedAt().plus(properties.freshness()).isAfter(clock.instant());
    }

    private static String encoded(ConnectionKey key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ConnectionKey decoded(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("/", 2);
            return new ConnectionKey(parts[0], parts.length > 1 ? parts[1] : "");
        } catch (IllegalArgumentException | ConnectionException.Invalid _) {
            throw ConnectionException.invalid(
                "continue",
                "is not what a page of this list gave: begin again without it"
            );
        }
    }
}
