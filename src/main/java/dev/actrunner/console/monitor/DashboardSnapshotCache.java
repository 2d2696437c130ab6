package dev.actrunner.console.monitor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.actrunner.console.monitor.VisibleNamespaces.Visible;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The overviews that somebody looks at, made anew a moment after something changed and behind whoever looks: nobody waits for
 * thousands to be sorted, and what is shown is {@link #MOMENT} old at most, and the time that it takes.
 */
final class DashboardSnapshotCache {

    /** Pages wait a little longer than this before they ask for what changed. */
    private static final Duration MOMENT = Duration.ofMillis(250);

    /** What nothing made anew for so long is made anew by whoever looks. */
    private static final long OLD_NANOS = Duration.ofSeconds(1).toNanos();

    /** An overview, and when it was made. */
    private record Made(DashboardSnapshot overview, long nanos) {}

    /** What was asked for, by whom as far as it matters. */
    private record Asked(DashboardSnapshot.Question question, Visible visible) {}

    private final Cache<Asked, Made> made = Caffeine.newBuilder()
        .maximumSize(50)
        .expireAfterAccess(Duration.ofMinutes(1))
        .executor(Runnable::run)
        .build();
    private final AtomicBoolean planned = new AtomicBoolean();
    private final Supplier<List<ConnectionStatus>> standings;

    DashboardSnapshotCache(Supplier<List<ConnectionStatus>> standings) {
        this.standings = standings;
    }

    DashboardSnapshot get(DashboardSnapshot.Question question, Visible visible) {
        var asked = new Asked(question, visible);
        Made last = made.getIfPresent(asked);
        if (last == null || System.nanoTime() - last.nanos() > OLD_NANOS) {
            last = make(asked, standings.get());
            made.put(asked, last);
        }
        return last.overview();
    }

    private static Made make(Asked asked, List<ConnectionStatus> standings) {
        List<ConnectionStatus> visible = asked.visible().equals(Visible.ALL)
            ? standings
            : standings
                  .stream()
                  .filter(s -> asked.visible().includes(s.key().namespace()))
                  .toList();
        return new Made(DashboardSnapshot.of(visible, asked.question()), System.nanoTime());
    }

    /** Something changed. */
    void changed() {
        if (planned.compareAndSet(false, true)) {
            Thread.ofVirtual().name("overview").start(this::makeAnew);
        }
    }

    private void makeAnew() {
        try {
            Thread.sleep(MOMENT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        planned.set(false);
        makeAll();
    }

    /** One after the other, so that the newest stays. */
    private synchronized void makeAll() {
        List<ConnectionStatus> now = standings.get();
        made.asMap().replaceAll((asked, _) -> make(asked, now));
    }

    /** Somebody here did something, and is to see it at once. */
    void forget() {
        made.invalidateAll();
    }
}
