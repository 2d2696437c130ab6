package dev.actrunner.console.monitor.schedule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Limits how many probes run at a time, in all and at each forge: a slow one holds up nobody but itself. */
public final class PerHostLimiter {

    private final Cache<String, Semaphore> hosts = Caffeine.newBuilder().expireAfterAccess(Duration.ofHours(1)).build();
    private final Semaphore all;
    private final int perHost;

    public PerHostLimiter(int all, int perHost) {
        this.all = new Semaphore(all);
        this.perHost = perHost;
    }

    /** Calls when it is the host's turn. */
    public <T extends @Nullable Object> T call(String origin, Supplier<T> probe) throws InterruptedException {
        Semaphore host = hosts.get(origin, _ -> new Semaphore(perHost));
        host.acquire();
        try {
            all.acquire();
            try {
                return probe.get();
            } finally {
                all.release();
            }
        } finally {
            host.release();
        }
    }
}
