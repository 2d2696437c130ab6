package dev.actrunner.console.monitor.schedule;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each key's task again and again, on a virtual thread of its own, at times that are spread. A key has one run at a
 * time; a run that is asked for meanwhile comes after it.
 */
public final class ProbeScheduler<K> implements AutoCloseable {

    /** One run of a task. */
    public interface Task<K> {
        /** @return how long to wait until the next run; zero for never again */
        Duration run(K key) throws InterruptedException;
    }

    /** A key's next run, or that it runs and what was asked for since. */
    private static final class Entry {

        private @Nullable Future<?> planned;
        private boolean running;
        private @Nullable Duration requestedIn;

        private void cancel() {
            if (planned != null) {
                planned.cancel(false);
            }
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ProbeScheduler.class);

    private final Task<K> task;
    private final Function<K, Duration> afterFault;
    private final Predicate<K> isRepeated;
    /** Read and written within {@link ConcurrentHashMap#compute} only, so that whoever asks and who ends cannot miss each other. */
    private final ConcurrentHashMap<K, Entry> entries = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
        1,
        Thread.ofPlatform().daemon().name("monitor").factory()
    );

    /**
     * @param afterFault how long to wait after a run that failed by an exception
     * @param isRepeated whether another run follows one; asked while nobody else can plan or end the key's runs
     */
    public ProbeScheduler(Task<K> task, Function<K, Duration> afterFault, Predicate<K> isRepeated) {
        this.task = task;
        this.afterFault = afterFault;
        this.isRepeated = isRepeated;
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Runs a key's task within {@code spread}, and from then on again and again. */
    public void schedule(K key, Duration spread) {
        Duration delay = within(spread);
        entries.compute(key, (_, before) -> {
            Entry entry = before == null ? new Entry() : before;
            if (entry.running) {
                entry.requestedIn = delay;
            } else {
                plan(key, entry, delay);
            }
            return entry;
        });
    }

    /** Runs a key's task within {@code spread} and again and again, unless it has a run under way or planned. */
    public void scheduleIfAbsent(K key, Duration spread) {
        // Not computeIfAbsent: that would not wait for a run that is just ending.
        entries.compute(key, (_, before) -> {
            if (before != null) {
                return before;
            }
            var entry = new Entry();
            plan(key, entry, within(spread));
            return entry;
        });
    }

    private static Duration within(Duration spread) {
        return spread.multipliedBy(ThreadLocalRandom.current().nextLong(1000)).dividedBy(1000);
    }

    /** Ends a key's runs; one under way is its last. */
    public void cancel(K key) {
        entries.computeIfPresent(key, (_, entry) -> {
            entry.cancel();
            return null;
        });
    }

    private void plan(K key, Entry entry, Duration delay) {
        if (timer.isShutdown()) {
            return;
        }
        entry.cancel();
        entry.planned = timer.schedule(
            () ->
                Thread.ofVirtual()
                    .name("probe")
                    .start(() -> run(key, entry)),
            delay.toMillis(),
            TimeUnit.MILLISECONDS
        );
    }

    private void run(K key, Entry entry) {
        if (!begin(key, entry)) {
            return;
        }
        try {
            Duration wait = attempt(key);
            entries.computeIfPresent(key, (_, now) -> now == entry ? next(key, entry, wait) : now);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Marks a run as begun, if it is still wanted and no other is under way; tells whether it did. */
    private boolean begin(K key, Entry entry) {
        boolean[] wanted = new boolean[1];
        entries.computeIfPresent(key, (_, now) -> {
            wanted[0] = now == entry && !entry.running;
            entry.running |= wanted[0];
            return now;
        });
        return wanted[0];
    }

    /**
     * Returns the next entry: what was asked for during a run comes before what the run says; null where nothing follows.
     */
    private @Nullable Entry next(K key, Entry entry, Duration wait) {
        Duration asked = entry.requestedIn;
        entry.running = false;
        entry.requestedIn = null;
        if (asked == null && (wait.isZero() || !isRepeated.test(key))) {
            return null;
        }
        plan(key, entry, asked == null ? spread(wait) : asked);
        return entry;
    }

    /** Whatever goes wrong in one run, the next one comes. */
    private Duration attempt(K key) throws InterruptedException {
        try {
            return task.run(key);
        } catch (RuntimeException | Error e) {
            // While everything ends, what is under way finds its clients closed.
            if (!timer.isShutdown()) {
                LOG.error("{} could not be probed", key, e);
            }
            return afterFault.apply(key);
        }
    }

    /** Five percent earlier or later, so that what began together does not stay together. */
    private static Duration spread(Duration wait) {
        long permille = 950 + ThreadLocalRandom.current().nextLong(101);
        return wait.multipliedBy(permille).dividedBy(1000);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
