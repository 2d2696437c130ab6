package dev.actrunner.console.monitor.schedule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Remembers which forges went down or came back within the hour, as the first of their connections found. */
public final class ForgeOutages {

    private static final Duration SAME_AT_MOST_EVERY = Duration.ofSeconds(5);

    /** What is so much older is of a clock that was set back. */
    private static final Duration SET_BACK = Duration.ofMinutes(2);

    private record Last(boolean down, Instant at) {}

    private final Cache<String, Last> outages = Caffeine.newBuilder()
        .expireAfterWrite(Duration.ofHours(1))
        .executor(Runnable::run)
        .build();

    /**
     * Records that a forge went down or came back.
     *
     * @param at when it was probed
     * @return whether that is news: not what its other connections just said, nor older than it. The opposite is always
     *     news, so that nobody stays red on a forge that was down for a moment only
     */
    public synchronized boolean recordTurn(String origin, boolean down, Instant at) {
        Last last = outages.getIfPresent(origin);
        Last next = new Last(down, at);
        boolean news = last == null || isNews(last, next);
        if (news) {
            outages.put(origin, next);
        }
        return news;
    }

    private static boolean isNews(Last last, Last next) {
        if (next.at.isBefore(last.at.minus(SET_BACK))) {
            return next.down != last.down;
        }
        return (
            next.at.isAfter(last.at) && (next.down != last.down || next.at.isAfter(last.at.plus(SAME_AT_MOST_EVERY)))
        );
    }

    /** When a forge last went down or came back, null where it did neither within the hour. */
    @Nullable
    public Instant lastTurn(String origin) {
        Last last = outages.getIfPresent(origin);
        return last == null ? null : last.at;
    }
}
