package dev.actrunner.console.web.dashboard;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.TlsDetails;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.DashboardSnapshot;
import dev.actrunner.console.web.language.Phrases;
import dev.actrunner.console.web.support.ProbeView;
import dev.actrunner.console.web.support.RelativeTime;
import dev.actrunner.console.web.support.SilenceView;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection in a row of the dashboard.
 *
 * @param id fit for an HTML id
 * @param state {@code ready}, {@code warning}, {@code failed}, {@code unknown} or {@code helm}
 * @param headline what is wrong, null where nothing is
 * @param forge such as {@code Gitea 1.27.2}, empty while unknown
 * @param counted how old the figures are where the last probe could not read any, null where they are new
 * @param since for how long it has been so, null before the first probe
 * @param sinceAt since when it has been so, null before the first probe
 * @param bar the last probes, null before the first
 * @param silence who wants to hear no more of it, null where nobody does
 */
public record DashboardRow(
    String id,
    String namespace,
    String name,
    String state,
    @Nullable String headline,
    String forge,
    @Nullable String url,
    @Nullable JobScope scope,
    @Nullable JobCounts counts,
    @Nullable String counted,
    @Nullable Long latencyMs,
    @Nullable Long certificateDays,
    List<String> users,
    @Nullable String since,
    @Nullable Instant sinceAt,
    @Nullable ProbeHistoryBar bar,
    @Nullable SilenceView silence
) {
    /** How many users are named; the others are a number. */
    private static final int NAMED = 2;

    static DashboardRow of(ConnectionStatus status, Instant now) {
        Connection connection = status.connection();
        ProbeReport probe = status.report() == null ? null : status.report().probe();
        TlsDetails tls = probe == null ? null : probe.observed().tls();
        Double firstByte = probe == null ? null : probe.observed().timings().firstByteMs();
        return new DashboardRow(
            "c-" + status.key().toString().replace('/', '.'),
            status.key().namespace(),
            status.key().name(),
            status.state().id(),
            headline(status, probe),
            status.forge(),
            connection == null ? null : connection.forge().value(),
            connection == null ? null : connection.scope(),
            status.counts(),
            status.staleSince() == null ? null : RelativeTime.of(status.staleSince(), now),
            firstByte == null ? null : Math.round(firstByte),
            tls == null ? null : tls.daysLeft(),
            users(status),
            status.since() == null ? null : RelativeTime.of(status.since(), now),
            status.since(),
            status.bar().isEmpty() ? null : ProbeHistoryBar.of(status.bar()),
            SilenceView.of(status, now)
        );
    }

    private static @Nullable String headline(ConnectionStatus status, @Nullable ProbeReport probe) {
        if (status.problem() != null) {
            return Phrases.ofReader().translate(status.problem());
        }
        return probe == null || status.verdict() == Verdict.READY ? null : ProbeView.headline(probe);
    }

    /** As the last probe saw them; before one, as KEDA says. */
    private static List<String> users(ConnectionStatus status) {
        var all = new LinkedHashSet<String>();
        if (status.report() != null) {
            status
                .report()
                .scaledResources()
                .stream()
                .filter(s -> s.through() == null && s.scaledResource().namespace().equals(status.key().namespace()))
                .forEach(s -> all.add(s.scaledResource().kind() + " " + s.scaledResource().name()));
        } else if (status.connection() != null) {
            all.addAll(status.connection().users());
        }
        return shortened(List.copyOf(all));
    }

    private static List<String> shortened(List<String> all) {
        return all.size() <= NAMED ? all : List.of(all.getFirst(), "+" + (all.size() - 1));
    }
}
