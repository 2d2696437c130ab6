package dev.actrunner.console.monitor;

import static dev.actrunner.console.testing.SampleConnections.connection;
import static dev.actrunner.console.testing.SampleConnections.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.actrunner.console.monitor.ConnectionStatus.Subject;
import dev.actrunner.console.monitor.DashboardQuery.Grouping;
import dev.actrunner.console.monitor.DashboardQuery.Order;
import dev.actrunner.console.monitor.VisibleNamespaces.Visible;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When snapshots are renewed, by whom, and until when. */
class DashboardSnapshotCacheTest {

    private static final DashboardQuery ALL = new DashboardQuery("", "", "", "", Order.NAME, Grouping.NONE, "", 1);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile List<ConnectionStatus> statuses = List.of(unprobed("team-a/one"));
    private final DashboardSnapshotCache cache = new DashboardSnapshotCache(this::read, nanos::get);

    private static ConnectionStatus unprobed(String name) {
        return ConnectionStatus.unprobed(key(name), new Subject.OfConsole(connection(name)));
    }

    private List<ConnectionStatus> read() {
        reads.incrementAndGet();
        return statuses;
    }

    private DashboardSnapshot look() {
        return cache.get(ALL, Visible.ALL);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** As long as each page that somebody once opened was renewed, all of them were, for ever. */
    @Test
    void whatNobodyLooksAtIsNotRenewed() {
        look();
        for (int i = 0; i < 10; i++) {
            pass(DashboardSnapshotCache.IDLE.dividedBy(4));
            cache.renew();
        }
        assertThat(reads)
            .as("taken, and renewed until nobody had looked for a while")
            .satisfies(n -> assertThat(n.get()).isBetween(4, 5));
    }

    @Test
    void whatSomebodyLooksAtIsRenewed() {
        for (int i = 0; i < 10; i++) {
            look();
            pass(Duration.ofSeconds(1));
            cache.renew();
        }
        assertThat(reads).hasValue(11);
    }

    @Test
    void nobodyWaitsForASnapshotThatWasRenewedAMomentAgo() {
        DashboardSnapshot first = look();
        statuses = List.of(unprobed("team-a/one"), unprobed("team-a/two"));
        pass(Duration.ofSeconds(5));
        assertThat(look()).isSameAs(first);
        // In the background, for those who ask next.
        await().untilAsserted(() -> assertThat(look().matching()).isEqualTo(2));
    }

    @Test
    void whatIsOldIsTakenAnewByWhoeverAsks() {
        look();
        statuses = List.of(unprobed("team-a/one"), unprobed("team-a/two"));
        pass(Duration.ofSeconds(11));
        assertThat(look().matching()).isEqualTo(2);
    }

    @Test
    void whatWasChangedIsSeenAtOnce() {
        look();
        statuses = List.of();
        cache.invalidate();
        assertThat(look().matching()).isZero();
    }
}
