package dev.actrunner.console.monitor.schedule;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
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

    /** Where a key stands: its next run, or that it runs and what was asked for since. */
    private static final class Place {

        private @Nullable Future<?> planned;
        private boolean running;
        private @Nullable Duration askedFor;

        private void cancel() {
            if (planned != null) {
                planned.cancel(false);
            }
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ProbeScheduler.class);
    private static final Duration AFTER_FAULT = Duration.ofMinutes(1);

    private final Task<K> task;
    /** Read and written within {@link ConcurrentHashMap#compute} only, so that whoever asks and who ends cannot miss each other. */
    private final ConcurrentHashMap<K, Place> places = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
        1,
        Thread.ofPlatform().daemon().name("monitor").factory()
    );

    public ProbeScheduler(Task<K> task) {
        this.task = task;
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Runs a key's task within {@code spread}, and from then on again and again. */
    public void begin(K key, Duration spread) {
        Duration delay = spread.multipliedBy(ThreadLocalRandom.current().nextLong(1000)).dividedBy(1000);
        places.compute(key, (_, before) -> {
            Place place = before == null ? new Place() : before;
            if (place.running) {
                place.askedFor = delay;
            } else {
                plan(key, place, delay);
            }
            return place;
        });
    }

    public void end(K key) {
        places.computeIfPresent(key, (_, place) -> {
            place.cancel();
            return null;
        });
    }

    private void plan(K key, Place place, Duration delay) {
        if (clock.isShutdown()) {
            return;
        }
        place.cancel();
        place.planned = clock.schedule(
            () ->
                Thread.ofVirtual()
                    .name("probe")
                    .start(() -> run(key, place)),
            delay.toMillis(),
            TimeUnit.MILLISECONDS
        );
    }

    private void run(K key, Place place) {
        if (!begins(key, place)) {
            return;
        }
        try {
            Duration wait = attempt(key);
            places.computeIfPresent(key, (_, now) -> now == place ? next(key, place, wait) : now);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a run that is due is still wanted, and no other is under way. */
    private boolean begins(K key, Place place) {
        boolean[] begins = new boolean[1];
        places.computeIfPresent(key, (_, now) -> {
            begins[0] = now == place && !place.running;
            place.running |= begins[0];
            return now;
        });
        return begins[0];
    }

    /** What was asked for during a run comes before what the run says; null where nothing comes after it. */
    private @Nullable Place next(K key, Place place, Duration wait) {
        Duration asked = place.askedFor;
        place.running = false;
        place.askedFor = null;
        if (asked == null && wait.isZero()) {
            return null;
        }
        plan(key, place, asked == null ? spread(wait) : asked);
        return place;
    }

    /** Whatever goes wrong in one run, the next one comes. */
    private Duration attempt(K key) throws InterruptedException {
        try {
            return task.run(key);
        } catch (RuntimeException | Error e) {
            // While everything ends, what is under way finds its clients closed.
            if (!clock.isShutdown()) {
                LOG.error("{} could not be looked at", key, e);
            }
            return AFTER_FAULT;
        }
    }

    /** Five percent earlier or later, so that what began together does not stay together. */
    private static Duration spread(Duration wait) {
        long permille = 950 + ThreadLocalRandom.current().nextLong(101);
        return wait.multipliedBy(permille).dividedBy(1000);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
