package dev.actrunner.console.web.dashboard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.DashboardSnapshot;
import dev.actrunner.console.web.language.Phrases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the dashboard's tables, each once for all who look at the same snapshot within a few seconds. */
@Component
class DashboardTables {

    /** A page says for how long something has been so in steps of this: rows that say it otherwise must be rendered again. */
    private static final Duration PRECISION = Duration.ofSeconds(5);

    /** For so long a table is kept, which is longer than anybody asks for it. */
    static final Duration LIFETIME = PRECISION.multipliedBy(2);

    private static final int MAX_TABLES = 20;

    /**
     * A snapshot in words.
     *
     * @param rows empty where the connections are in groups
     * @param groups empty where the connections are in none
     */
    public record Table(Rows rows, List<GroupView> groups) {
        static Table of(DashboardSnapshot snapshot, DashboardParameters asked, Instant now) {
            return new Table(
                Rows.of(snapshot.rows(), now),
                snapshot
                    .groups()
                    .stream()
                    .map(group -> GroupView.of(group, asked, now))
                    .toList()
            );
        }
    }

    /** Rows that stand together. Equal to themselves alone, so that what was made of them is found without reading them. */
    public record Rows(List<DashboardRow> all) {
        static Rows of(List<ConnectionStatus> statuses, Instant now) {
            return new Rows(
                statuses
                    .stream()
                    .map(status -> DashboardRow.of(status, now))
                    .toList()
            );
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** All that a table is made of. */
    private record Key(DashboardSnapshot snapshot, DashboardParameters asked, Locale language, Instant now) {}

    private final Cache<Key, Table> tables = Caffeine.newBuilder()
        .maximumSize(MAX_TABLES)
        .expireAfterWrite(LIFETIME)
        .scheduler(Scheduler.systemScheduler())
        .executor(Runnable::run)
        .build();
    private final Clock clock;

    DashboardTables(Clock clock) {
        this.clock = clock;
    }

    /** Returns the table of a snapshot, in the language of whoever asks. */
    Table of(DashboardSnapshot snapshot, DashboardParameters asked) {
        long seconds = clock.instant().getEpochSecond();
        Instant now = Instant.ofEpochSecond(seconds - Math.floorMod(seconds, PRECISION.toSeconds()));
        var key = new Key(snapshot, asked, Phrases.ofReader().language(), now);
        return tables.get(key, _ -> Table.of(snapshot, asked, now));
    }
}
