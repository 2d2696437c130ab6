package dev.actrunner.console.web.support;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as everybody reads them: for how long something has been so, in its largest unit ({@code 4 min}), and when it was. */
public final class RelativeTime {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
        "uuuu-MM-dd HH:mm:ss 'UTC'",
        Locale.ROOT
    ).withZone(ZoneOffset.UTC);

    private RelativeTime() {}

    /** A moment for people: {@code 2026-01-31 12:00:00 UTC}. */
    public static String utc(Instant at) {
        return UTC.format(at);
    }

    public static String of(@Nullable Instant since, Instant now) {
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
