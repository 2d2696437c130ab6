package dev.actrunner.console.forge.probe;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeTarget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
            Instant now = clock.instant();
            // A report of the future is one of before the clock was set back, and may be as old as it likes.
            if (last == null || last.checkedAt().isAfter(now) || last.checkedAt().plus(maxAge).isBefore(now)) {
                last = probe.apply(target);
                entry.report = last;
            }
            return last;
        }
    }
}
