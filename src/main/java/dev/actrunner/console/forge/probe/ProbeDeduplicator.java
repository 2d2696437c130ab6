package dev.actrunner.console.forge.probe;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeTarget;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shares one probe's report among all who probe the same target within some time. */
final class ProbeDeduplicator {

    private final Cache<String, Shared> shared = Caffeine.newBuilder()
        .maximumSize(100_000)
        .expireAfterAccess(Duration.ofMinutes(10))
        .build();
    private final Clock clock;

    ProbeDeduplicator(Clock clock) {
        this.clock = clock;
    }

    /** The last report of a target, and the lock of those who want the next. */
    private static final class Shared {

        private @Nullable ProbeReport report;
    }

    /** @param maxAge how old the report may be; zero for a new one */
    ProbeReport get(ProbeTarget target, Duration maxAge, Function<ProbeTarget, ProbeReport> probe) {
        Shared entry = shared.get(target.digest(), _ -> new Shared());
        if (maxAge.isZero()) {
            ProbeReport report = probe.apply(target);
            synchronized (entry) {
                entry.report = report;
            }
            return report;
        }
        synchronized (entry) {
            ProbeReport last = entry.report;
            if (last == null || !last.isRecent(maxAge, clock.instant())) {
                last = probe.apply(target);
                entry.report = last;
            }
            return last;
        }
    }
}
