package dev.actrunner.console.web;

import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.forge.ProbeReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a probe saw, for a page.
 *
 * @param verdict {@code ready}, {@code attention} or {@code failed}
 * @param headline the figure, or the first thing that is wrong
 * @param forge such as {@code Gitea 1.27.2}, empty while unknown
 * @param total the figure that KEDA would act on, null where there is none
 * @param latencyMs until the first byte of the jobs' list, null where there was none
 */
record ProbeView(
    String verdict,
    String headline,
    String forge,
    @Nullable Long total,
    @Nullable Long waiting,
    @Nullable Long running,
    @Nullable Long latencyMs,
    @Nullable String endpoint,
    Instant checkedAt,
    List<CheckView> checks
) {
    /**
     * One check.
     *
     * @param finding what was found wrong, by its id in the catalogue; null when nothing was
     * @param outcome {@code pass}, {@code warn}, {@code fail} or {@code skipped}
     */
    record CheckView(String id, String outcome, @Nullable String finding, String summary, @Nullable String remedy) {}

    static @Nullable ProbeView of(@Nullable ConnectionReport report) {
        return report == null ? null : of(report.probe());
    }

    private static ProbeView of(ProbeReport probe) {
        var counts = probe.counts();
        Double firstByte = probe.timings().firstByteMs();
        return new ProbeView(
            probe.verdict().id(),
            headline(probe),
            probe.forge(),
            counts == null ? null : counts.total(),
            counts == null ? null : counts.waiting(),
            counts == null ? null : counts.running(),
            firstByte == null ? null : Math.round(firstByte),
            probe.endpoint() == null ? null : probe.endpoint().url(),
            probe.checkedAt(),
            probe
                .checks()
                .stream()
                .map(c ->
                    new CheckView(
                        c.id().id(),
                        c.outcome().id(),
                        c.finding() == null ? null : c.finding().id(),
                        c.summary(),
                        c.remedy()
                    )
                )
                .toList()
        );
    }

    private static String headline(ProbeReport probe) {
        return probe
            .checks()
            .stream()
            .filter(c -> c.outcome() == Check.Outcome.FAIL || c.outcome() == Check.Outcome.WARN)
            .min(Comparator.comparing(c -> c.outcome() == Check.Outcome.FAIL ? 0 : 1))
            .map(Check::summary)
            .orElseGet(() -> probe.counts() == null ? "" : "KEDA reads " + probe.counts().total() + ".");
    }
}
