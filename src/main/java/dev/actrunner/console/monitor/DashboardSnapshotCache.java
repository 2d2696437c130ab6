package dev.actrunner.console.monitor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.actrunner.console.monitor.VisibleNamespaces.Visible;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Keeps the snapshots that somebody looks at, and renews them in the background a moment after a change: nobody waits for
 * thousands of rows to be sorted, and a snapshot is at most {@link #RENEWAL_DELAY} old, plus the time that renewing takes; where that is long, it rests.
 */
final class DashboardSnapshotCache {

    /** Pages wait a little longer than this before they fetch a change. */
    private static final Duration RENEWAL_DELAY = Duration.ofMillis(250);

    /** So many times what the last renewal took passes before the next: renewing takes a twentieth of a core at most. */
    private static final int REST = 20;

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
        List<ConnectionStatus> visible = key.visible().equals(Visible.ALL)
            ? statuses
            : statuses
                  .stream()
                  .filter(s -> key.visible().includes(s.key().namespace()))
                  .toList();
        return new Entry(DashboardSnapshot.of(visible, key.query()), System.nanoTime());
    }

    /** Renews the snapshots in a moment. */
    void scheduleRenewal() {
        if (renewalScheduled.compareAndSet(false, true)) {
            Thread.ofVirtual().name("dashboard").start(this::renewAfterDelay);
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
        entries.asMap().replaceAll((key, _) -> take(key, now));
        var taken = Duration.ofNanos(System.nanoTime() - begin).multipliedBy(REST);
        rest = taken.compareTo(RENEWAL_DELAY) > 0 ? taken : RENEWAL_DELAY;
    }

    /** Drops all snapshots: whoever changed something sees it at once. */
    void invalidate() {
        entries.invalidateAll();
    }
}
