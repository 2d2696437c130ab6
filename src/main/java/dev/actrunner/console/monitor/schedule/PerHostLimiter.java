package dev.actrunner.console.monitor.schedule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Lets a few probes at a time to each forge, so that a slow one holds up nobody but itself. */
public final class PerHostLimiter {

    private final Cache<String, Semaphore> gates = Caffeine.newBuilder().expireAfterAccess(Duration.ofHours(1)).build();
    private final Semaphore all;
    private final int perHost;

    public PerHostLimiter(int all, int perHost) {
        this.all = new Semaphore(all);
        this.perHost = perHost;
    }

    /** Runs a probe when it is its host's turn. */
    public void pass(String origin, Runnable probe) throws InterruptedException {
        Semaphore own = gates.get(origin, _ -> new Semaphore(perHost));
        own.acquire();
        try {
            all.acquire();
            try {
                probe.run();
            } finally {
                all.release();
            }
        } finally {
            own.release();
        }
    }
}
