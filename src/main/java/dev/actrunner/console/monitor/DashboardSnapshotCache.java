package dev.actrunner.console.monitor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.actrunner.console.monitor.VisibleNamespaces.Visible;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Keeps the snapshots that somebody looks at, and renews them in the background after a change: nobody waits for thousands of
 * rows to be sorted. A snapshot is {@link #RENEWAL_DELAY} old at most, plus the time that renewing takes; with so many rows that
 * it takes long, {@link #MAX_REST}.
 */
final class DashboardSnapshotCache {

    /** Pages wait a little longer than this before they fetch a change. */
    private static final Duration RENEWAL_DELAY = Duration.ofMillis(250);

    /** So many times what the last renewal took passes before the next, up to a limit: looking costs others little. */
    private static final int REST = 20;
    private static final Duration MAX_REST = Duration.ofSeconds(3);

    /** A snapshot that was not renewed for so long, and for two rests, is renewed for those who ask next. */
    private static final Duration MAX_UNCHANGED = Duration.ofSeconds(1);

    /** A snapshot that was not renewed for so long is taken anew by whoever asks for it. */
    private static final Duration MAX_AGE = Duration.ofSeconds(10);

    /** For so long a snapshot is kept that nobody looks at. */
    static final Duration IDLE = Duration.ofMinutes(1);

    /** A snapshot, and when it was taken. */
    private record Entry(DashboardSnapshot snapshot, long takenAtNanos) {}

    /** A query, and the namespaces that whoever asks may see. */
    private record Key(DashboardQuery query, Visible visible) {}

    /** Drops what nobody has looked at for a while: a renewal is no look. */
    private static final class Unseen implements Expiry<Key, Entry> {

        @Override
        public long expireAfterCreate(Key key, Entry entry, long now) {
            return IDLE.toNanos();
        }

        @Override
        public long expireAfterUpdate(Key key, Entry entry, long now, long left) {
            return left;
        }

        @Override
        public long expireAfterRead(Key key, Entry entry, long now, long left) {
            return IDLE.toNanos();
        }
    }

    private final Cache<Key, Entry> entries;
    private final AtomicBoolean renewalScheduled = new AtomicBoolean();
    private final Supplier<List<ConnectionStatus>> statuses;
    private final Ticker ticker;
    private volatile Duration rest = RENEWAL_DELAY;

    DashboardSnapshotCache(Supplier<List<ConnectionStatus>> statuses) {
        this(statuses, Ticker.systemTicker());
    }

    DashboardSnapshotCache(Supplier<List<ConnectionStatus>> statuses, Ticker ticker) {
        this.statuses = statuses;
        this.ticker = ticker;
        entries = Caffeine.newBuilder()
            .maximumSize(50)
            .expireAfter(new Unseen())
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
    }

    /** Returns the snapshot of a query; of those who ask for the same at the same time one takes it, and the others wait. */
    DashboardSnapshot get(DashboardQuery query, Visible visible) {
        var key = new Key(query, visible);
        Entry entry = entries.getIfPresent(key);
        if (entry == null || isOlder(entry, MAX_AGE)) {
            entry = entries
                .asMap()
                .compute(key, (_, now) -> now == null || isOlder(now, MAX_AGE) ? take(key, statuses.get()) : now);
        } else if (isOlder(entry, MAX_UNCHANGED) && isOlder(entry, rest.multipliedBy(2))) {
            scheduleRenewal();
        }
        return entry.snapshot();
    }

    private boolean isOlder(Entry entry, Duration than) {
        return ticker.read() - entry.takenAtNanos() > than.toNanos();
    }

    private Entry take(Key key, List<ConnectionStatus> statuses) {
        long takenAt = ticker.read();
        List<ConnectionStatus> visible = key.visible().equals(Visible.ALL)
            ? statuses
            : statuses
                  .stream()
                  .filter(s -> key.visible().includes(s.key().namespace()))
                  .toList();
        return new Entry(DashboardSnapshot.of(visible, key.query()), takenAt);
    }

    /** Renews the snapshots in a moment. */
    void scheduleRenewal() {
        if (renewalScheduled.compareAndSet(false, true)) {
            // Sorting thousands of rows on a virtual thread would keep one of the few processors from whoever waits for a page.
            Thread.ofPlatform().daemon().name("dashboard").start(this::renewAfterDelay);
        }
    }

    private void renewAfterDelay() {
        try {
            Thread.sleep(rest);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        renewalScheduled.set(false);
        renew();
    }

    /** Renews the snapshots now. Synchronized, so that the newest stays. */
    synchronized void renew() {
        entries.cleanUp();
        long begin = ticker.read();
        if (!entries.asMap().isEmpty()) {
            List<ConnectionStatus> now = statuses.get();
            // What somebody took meanwhile is newer than what was read above.
            entries.asMap().replaceAll((key, entry) -> entry.takenAtNanos() - begin > 0 ? entry : take(key, now));
        }
        long wanted = (ticker.read() - begin) * REST;
        rest = Duration.ofNanos(Math.clamp(wanted, RENEWAL_DELAY.toNanos(), MAX_REST.toNanos()));
    }

    /** Drops all snapshots: whoever changed something sees it at once. */
    void invalidate() {
        entries.invalidateAll();
    }
}
