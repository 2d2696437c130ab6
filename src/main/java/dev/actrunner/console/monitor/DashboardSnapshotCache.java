package dev.actrunner.console.monitor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

    /** So many times what the last renewal took passes before the next, a second at most: looking costs others little. */
    private static final int REST = 20;
    private static final Duration MAX_REST = Duration.ofSeconds(1);

    /** A snapshot that was not renewed for so long, and for two rests, is renewed by whoever asks for it. */
    private static final long MAX_AGE_NANOS = Duration.ofSeconds(1).toNanos();

    /** A snapshot, and when it was taken. */
    private record Entry(DashboardSnapshot snapshot, long takenAtNanos) {}

    /** A query, and the namespaces that whoever asks may see. */
    private record Key(DashboardQuery query, Visible visible) {}

    private final Cache<Key, Entry> entries = Caffeine.newBuilder()
        .maximumSize(50)
        .expireAfterAccess(Duration.ofMinutes(1))
        .executor(Runnable::run)
        .build();
    private final AtomicBoolean renewalScheduled = new AtomicBoolean();
    private final Supplier<List<ConnectionStatus>> statuses;
    private volatile Duration rest = RENEWAL_DELAY;

    DashboardSnapshotCache(Supplier<List<ConnectionStatus>> statuses) {
        this.statuses = statuses;
    }

    DashboardSnapshot get(DashboardQuery query, Visible visible) {
        var key = new Key(query, visible);
        Entry entry = entries.getIfPresent(key);
        // One of those who ask at the same time takes it, and the others wait for that one.
        return entry == null || isOld(entry)
            ? entries
                  .asMap()
                  .compute(key, (_, now) -> now == null || isOld(now) ? take(key, statuses.get()) : now)
                  .snapshot()
            : entry.snapshot();
    }

    private boolean isOld(Entry entry) {
        return System.nanoTime() - entry.takenAtNanos() > Math.max(MAX_AGE_NANOS, 2 * rest.toNanos());
    }

    private static Entry take(Key key, List<ConnectionStatus> statuses) {
        long takenAt = System.nanoTime();
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

    /** Synchronized, so that the newest stays. */
    private synchronized void renew() {
        long begin = System.nanoTime();
        List<ConnectionStatus> now = statuses.get();
        // What somebody took meanwhile is newer than what was read above.
        entries.asMap().replaceAll((key, entry) -> entry.takenAtNanos() - begin > 0 ? entry : take(key, now));
        long wanted = (System.nanoTime() - begin) * REST;
        rest = Duration.ofNanos(Math.clamp(wanted, RENEWAL_DELAY.toNanos(), MAX_REST.toNanos()));
    }

    /** Drops all snapshots: whoever changed something sees it at once. */
    void invalidate() {
        entries.invalidateAll();
    }
}
