package dev.actrunner.console.web.support;

import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.EvaluatedScaledResource;
import dev.actrunner.console.connection.TriggerEvaluation;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.forge.LabelDemand;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.TlsDetails;
import dev.actrunner.console.web.language.Phrases;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A probe's report, for a page.
 *
 * @param verdict {@code ready}, {@code warning} or {@code failed}
 * @param headline the figure, or the first thing that is wrong
 * @param forge such as {@code Gitea 1.27.2}, empty while unknown
 * @param total the figure that KEDA would act on, null where there is none
 * @param latencyMs until the first byte of the jobs' list, null where there was none
 * @param checkedAt when, as people read it
 * @param waitingLabels which labels the waiting jobs ask for, none where none wait
 * @param tls the certificate in a line, null where there was no TLS
 */
public record ProbeView(
    String verdict,
    String headline,
    String forge,
    @Nullable Long total,
    @Nullable Long waiting,
    @Nullable Long running,
    @Nullable Long latencyMs,
    @Nullable String endpoint,
    String checkedAt,
    List<CheckView> checks,
    List<LabelDemand> waitingLabels,
    @Nullable String tls,
    List<ReadingView> readings,
    List<ScaledResourceView> scaledResources
) {
    /** Returns the checks of a status: {@code pass}, {@code warn}, {@code fail} or {@code skipped}. */
    public List<CheckView> checks(String status) {
        return checks
            .stream()
            .filter(check -> check.status().equals(status))
            .toList();
    }

    /** Returns what is wrong, failures first, without one finding that is shown already. */
    public List<CheckView> problems(@Nullable String shown) {
        List<CheckView> all = new ArrayList<>(checks("fail"));
        all.addAll(checks("warn"));
        all.stream()
            .filter(check -> Objects.equals(check.finding(), shown))
            .findFirst()
            .ifPresent(all::remove);
        return all;
    }

    /** Returns KEDA's own figures, one for each ScaledObject and ScaledJob that has one. */
    public List<BigDecimal> metrics() {
        return scaledResources.stream().map(ScaledResourceView::metric).filter(Objects::nonNull).toList();
    }

    /** What KEDA reads with a trigger that somebody wrote. */
    record ReadingView(String source, @Nullable String url, @Nullable BigDecimal value, List<CheckView> checks) {
        public static ReadingView of(TriggerEvaluation reading) {
            return new ReadingView(
                reading.source(),
                reading.url(),
                reading.value(),
                CheckView.of(reading.checks(), Phrases.ofReader())
            );
        }
    }

    /**
     * A ScaledObject or ScaledJob.
     *
     * @param title what it is, and the other authentication by which it asks the forge, if it does
     * @param conditions such as {@code Ready=True}
     * @param log the operator's last lines about it, empty where there are none
     */
    record ScaledResourceView(
        String title,
        List<String> conditions,
        @Nullable BigDecimal metric,
        List<CheckView> checks,
        String log
    ) {
        public static ScaledResourceView of(EvaluatedScaledResource evaluated) {
            return new ScaledResourceView(
                evaluated.scaledResource().title() +
                    (evaluated.through() == null
                        ? ""
                        : " · " + evaluated.through().kind() + " " + evaluated.through().name()),
                evaluated
                    .scaledResource()
                    .conditions()
                    .stream()
                    .map(c -> c.type() + "=" + c.status())
                    .toList(),
                evaluated.metric(),
                CheckView.of(evaluated.checks(), Phrases.ofReader()),
                String.join("\n", evaluated.log())
            );
        }
    }

    public static @Nullable ProbeView of(@Nullable ConnectionReport report) {
        if (report == null) {
            return null;
        }
        ProbeReport probe = report.probe();
        Phrases phrases = Phrases.ofReader();
        var counts = probe.counts();
        Double firstByte = probe.observed().timings().firstByteMs();
        return new ProbeView(
            probe.verdict().id(),
            headline(probe),
            probe.forge(),
            counts == null ? null : counts.total(),
            counts == null ? null : counts.waiting(),
            counts == null ? null : counts.running(),
            firstByte == null ? null : Math.round(firstByte),
            probe.observed().endpoint() == null ? null : probe.observed().endpoint().url(),
            RelativeTime.utc(probe.checkedAt()),
            CheckView.of(probe.checks(), phrases),
            probe.observed().waitingLabels(),
            probe.observed().tls() == null ? null : line(probe.observed().tls()),
            report.readings().stream().map(ReadingView::of).toList(),
            report.scaledResources().stream().map(ScaledResourceView::of).toList()
        );
    }

    private static String line(TlsDetails tls) {
        String line =
            tls.protocol() +
            ", for " +
            String.join(", ", tls.names()) +
            ", issued by " +
            tls.issuer() +
            ", " +
            tls.daysLeft() +
            " days left";
        return Phrases.ofReader().translate(tls.trustedBySystem() ? line : line + ", trusted through a private CA");
    }

    /** Returns the worst check's summary, or the number that KEDA reads. */
    public static String headline(ProbeReport probe) {
        Phrases phrases = Phrases.ofReader();
        return probe
            .worstCheck()
            .map(check -> CheckView.of(check, phrases).summary())
            .orElseGet(() ->
                probe.counts() == null ? "" : phrases.translate("KEDA reads " + probe.counts().total() + ".")
            );
    }
}
