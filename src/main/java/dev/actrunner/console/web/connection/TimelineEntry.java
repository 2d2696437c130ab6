package dev.actrunner.console.web.connection;

import dev.actrunner.console.connection.scaling.ObjectEvent;
import dev.actrunner.console.monitor.history.StatusTransition;
import dev.actrunner.console.web.support.RelativeTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entry in a connection's list of events: a verdict that changed, or an Event of the cluster.
 *
 * @param age such as {@code 4 min}
 * @param verdict what the verdict changed to, null for an Event
 * @param text what the Event says, null for a verdict
 * @param warning whether the Event is a warning
 */
record TimelineEntry(
    Instant at,
    String age,
    @Nullable String verdict,
    @Nullable String object,
    @Nullable String text,
    boolean warning
) {
    private static final int SHOWN = 20;

    /** The newest first, 20 at most. */
    static List<TimelineEntry> of(List<StatusTransition> turns, List<ObjectEvent> events, Instant now) {
        return Stream.concat(
            turns
                .stream()
                .map(t -> new TimelineEntry(t.at(), RelativeTime.of(t.at(), now), t.verdict().id(), null, null, false)),
            events
                .stream()
                .map(e ->
                    new TimelineEntry(e.at(), RelativeTime.of(e.at(), now), null, e.object(), text(e), e.warning())
                )
        )
            .sorted(Comparator.comparing(TimelineEntry::at).reversed())
            .limit(SHOWN)
            .toList();
    }

    /** When, as people read it. */
    public String moment() {
        return RelativeTime.utc(at);
    }

    private static String text(ObjectEvent event) {
        return event.reason() + ": " + event.message() + (event.count() > 1 ? " (×" + event.count() + ")" : "");
    }
}
