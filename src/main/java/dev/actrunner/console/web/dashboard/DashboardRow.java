package dev.actrunner.console.web.dashboard;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.TlsDetails;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.DashboardSnapshot;
import dev.actrunner.console.web.support.ProbeView;
import dev.actrunner.console.web.support.RelativeTime;
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
 * @param bar the last probes, null before the first
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
    @Nullable ProbeHistoryBar bar
) {
    /** How many users are named; the others are a number. */
    private static final int NAMED = 2;

    static DashboardRow of(ConnectionStatus standing, Instant now) {
        Connection connection = standing.connection();
        ProbeReport probe = standing.report() == null ? null : standing.report().probe();
        TlsDetails tls = probe == null ? null : probe.tls();
        Double firstByte = probe == null ? null : probe.timings().firstByteMs();
        return new DashboardRow(
            "c-" + standing.key().toString().replace('/', '.'),
            standing.key().namespace(),
            standing.key().name(),
            DashboardSnapshot.state(standing),
            headline(standing, probe),
            probe == null ? "" : probe.forge(),
            connection == null ? null : connection.forge().value(),
            connection == null ? null : connection.scope(),
            standing.counts(),
            standing.isStale() ? RelativeTime.of(standing.countedAt(), now) : null,
            firstByte == null ? null : Math.round(firstByte),
            tls == null ? null : tls.daysLeft(),
            users(standing),
            standing.since() == null ? null : RelativeTime.of(standing.since(), now),
            standing.bar().isEmpty() ? null : ProbeHistoryBar.of(standing.bar())
        );
    }

    private static @Nullable String headline(ConnectionStatus standing, @Nullable ProbeReport probe) {
        if (standing.problem() != null) {
            return standing.problem();
        }
        return probe == null || standing.verdict() == Verdict.READY ? null : ProbeView.headline(probe);
    }

    /** As the last probe saw them; before one, as KEDA says. */
    private static List<String> users(ConnectionStatus standing) {
        var all = new LinkedHashSet<String>();
        if (standing.report() != null) {
            standing
                .report()
                .scaledResources()
                .stream()
                .filter(s -> s.through() == null && s.scaledResource().namespace().equals(standing.key().namespace()))
                .forEach(s -> all.add(s.scaledResource().kind() + " " + s.scaledResource().name()));
        } else if (standing.connection() != null) {
            all.addAll(standing.connection().users());
        }
        return shortened(List.copyOf(all));
    }

    private static List<String> shortened(List<String> all) {
        return all.size() <= NAMED ? all : List.of(all.getFirst(), "+" + (all.size() - 1));
    }
}
