package dev.actrunner.console.web;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** For how long something has been so, in its largest unit, as everybody reads it: {@code 4 min}. */
final class Age {

    private Age() {}

    static String of(@Nullable Instant since, Instant now) {
        long seconds = since == null ? 0 : Math.max(0, Duration.between(since, now).toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }
}
