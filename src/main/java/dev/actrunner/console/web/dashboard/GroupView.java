package dev.actrunner.console.web.dashboard;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.monitor.DashboardGroup;
import dev.actrunner.console.web.dashboard.DashboardTables.Rows;
import dev.actrunner.console.web.language.Phrases;
import dev.actrunner.console.web.support.RelativeTime;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Connections of the dashboard under one heading.
 *
 * @param state the worst of its connections', as rows have it
 * @param name the forge or the namespace that they have in common, empty where that is not it
 * @param cause what is wrong with all of them, null where they do not stand together for that
 * @param since for how long, null where that is not known
 * @param sinceAt when that began, null where that is not known
 * @param isSilenced whether nobody needs to be told of any of them
 * @param hidden how many are not shown
 * @param more the address of a page that shows them
 */
public record GroupView(
    String id,
    String state,
    String name,
    @Nullable String cause,
    @Nullable String since,
    @Nullable Instant sinceAt,
    int connections,
    boolean isSilenced,
    int hidden,
    String more,
    Rows rows
) {
    static GroupView of(DashboardGroup group, DashboardParameters asked, Instant now) {
        Finding finding = group.finding();
        Instant since = group.since();
        return new GroupView(
            group.id(),
            group.state().id(),
            group.name(),
            finding == null ? null : finding.title(Phrases.ofReader().language()),
            since == null ? null : RelativeTime.of(since, now),
            since,
            group.all().size(),
            group.isSilenced(now),
            group.all().size() - group.shown(),
            more(group, asked),
            Rows.of(group.rows(), now)
        );
    }

    /** A cause is unfolded where it stands; whatever a filter can select, and what is too long, is a list with pages. */
    private static String more(DashboardGroup group, DashboardParameters asked) {
        if (asked.groupedBy().equals("forge")) {
            return asked.with(Map.of("forge", group.name(), "group", "none"));
        }
        if (asked.groupedBy().equals("namespace")) {
            return asked.with(Map.of("ns", group.name(), "group", "none"));
        }
        if (group.finding() == null || asked.open().equals(group.id())) {
            return asked.with(Map.of("verdict", group.state().id(), "group", "none"));
        }
        return asked.with("open", group.id());
    }
}
