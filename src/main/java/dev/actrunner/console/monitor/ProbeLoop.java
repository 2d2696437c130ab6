package dev.actrunner.console.monitor;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs each key's task again and again, on a virtual thread of its own, at times that are spread. */
final class ProbeLoop<K> implements AutoCloseable {

    /** One run of a task. */
    interface Task<K> {
        /** @return how long to wait until the next run; zero for never again */
        Duration run(K key) throws InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ProbeLoop.class);
    private static final Duration AFTER_FAULT = Duration.ofMinutes(1);

    private final Task<K> task;
    private final Set<K> keys = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<K, Future<?>> due = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
        1,
        Thread.ofPlatform().daemon().name("monitor").factory()
    );

    ProbeLoop(Task<K> task) {
        this.task = task;
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Runs a key's task within {@code spread}, and from then on again and again. */
    void begin(K key, Duration spread) {
        keys.add(key);
        schedule(key, spread.multipliedBy(ThreadLocalRandom.current().nextLong(1000)).dividedBy(1000));
    }

    void end(K key) {
        keys.remove(key);
        Future<?> planned = due.remove(key);
        if (planned != null) {
            planned.cancel(false);
        }
    }

    private void schedule(K key, Duration delay) {
        if (clock.isShutdown()) {
            return;
        }
        // In one piece: a run that comes at once plans the next one only after this one is noted.
        due.compute(key, (_, before) -> {
            if (before != null) {
                before.cancel(false);
            }
            return clock.schedule(
                () ->
                    Thread.ofVirtual()
                        .name("probe")
                        .start(() -> run(key)),
                delay.toMillis(),
                TimeUnit.MILLISECONDS
            );
        });
    }

    private void run(K key) {
        if (!keys.contains(key)) {
            return;
        }
        try {
            Duration wait = attempt(key);
            if (wait.isZero()) {
                end(key);
            } else if (keys.contains(key)) {
                schedule(key, spread(wait));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong in one run, the next one comes. */
    private Duration attempt(K key) throws InterruptedException {
        try {
            return task.run(key);
        } catch (RuntimeException e) {
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
