package dev.actrunner.console.forge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives one probe's report to all who ask the same of the same forge with the same token within some time. */
final class SharedProbes {

    private final Cache<String, Shared> shared = Caffeine.newBuilder()
        .maximumSize(10_000)
        .expireAfterAccess(Duration.ofMinutes(10))
        .build();
    private final Clock clock;

    SharedProbes(Clock clock) {
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
            if (last == null || last.checkedAt().plus(maxAge).isBefore(clock.instant())) {
                last = probe.apply(target);
                entry.report = last;
            }
            return last;
        }
    }
}
