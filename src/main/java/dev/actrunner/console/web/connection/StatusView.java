package dev.actrunner.console.web.connection;

import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.web.language.Phrases;
import dev.actrunner.console.web.support.RelativeTime;
import dev.actrunner.console.web.support.SilenceView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/**
 * Shows what the monitor knows of a connection.
 *
 * @param since for how long its verdict has been so, null before the first probe
 * @param sinceAt since when, null before the first probe
 * @param lastCounts the last figures, null where there never were any
 * @param stale how old these are where the last probe could not read any, null where they are new
 * @param problem why it cannot be probed now, null where it can
 * @param silence who wants to hear no more of it, null where nobody does
 */
record StatusView(
    @Nullable String since,
    @Nullable Instant sinceAt,
    @Nullable JobCounts lastCounts,
    @Nullable String stale,
    @Nullable String problem,
    @Nullable SilenceView silence
) {
    static StatusView of(ConnectionStatus status, Instant now, Phrases phrases) {
        return new StatusView(
            status.since() == null ? null : RelativeTime.of(status.since(), now),
            status.since(),
            status.counts(),
            status.staleSince() == null ? null : RelativeTime.of(status.staleSince(), now),
            phrases.translateNullable(status.problem()),
            SilenceView.of(status, now)
        );
    }

    /** Adds each of them by its name. */
    void fill(Model model) {
        model.addAttribute("since", since);
        model.addAttribute("sinceAt", sinceAt);
        model.addAttribute("lastCounts", lastCounts);
        model.addAttribute("stale", stale);
        model.addAttribute("problem", problem);
        model.addAttribute("silence", silence);
    }
}
