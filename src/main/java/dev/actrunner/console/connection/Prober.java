package dev.actrunner.console.connection;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.ProbeFailure;
import dev.actrunner.console.forge.ForgeProbe;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.keda.GivenTrigger;
import dev.actrunner.console.keda.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Probes a forge, names the trigger that reads it, and says what KEDA reads with it and with triggers that are there. */
@Component
public class Prober {

    private final ForgeProbe forge;
    private final KedaCheck keda;
    private final Authorities authorities;
    private final Clock clock;

    Prober(ForgeProbe forge, KedaCheck keda, Authorities authorities, Clock clock) {
        this.authorities = authorities;
        this.forge = forge;
        this.keda = keda;
        this.clock = clock;
    }

    /**
     * Probes; nothing is stored and nothing is thrown.
     *
     * @param given triggers that somebody wrote, to be read as KEDA would read them
     */
    public ConnectionReport probe(ProbeTarget target, List<GivenTrigger> given) {
        return probe(target, given, null, Duration.ZERO);
    }

    /**
     * Probes with an authority of the cluster's.
     *
     * @param namespace where {@code ca} is looked for
     */
    public ConnectionReport probe(ProbeTarget target, String namespace, @Nullable CaRef ca, List<GivenTrigger> given) {
        return probe(target, namespace, ca, given, Duration.ZERO);
    }

    /** @param maxAge how old an answer may be that somebody else got for the same target */
    ConnectionReport probe(
        ProbeTarget target,
        String namespace,
        @Nullable CaRef ca,
        List<GivenTrigger> given,
        Duration maxAge
    ) {
        try {
            return probe(target.trusting(authorities.fetch(namespace, ca)), given, namespace, maxAge);
        } catch (ProbeFailure unreadable) {
            return notAsked(
                unreadable.check(),
                namespace,
                target.forge(),
                target.platform(),
                target.scope(),
                target.labels()
            );
        }
    }

    private ConnectionReport probe(
        ProbeTarget target,
        List<GivenTrigger> given,
        @Nullable String namespace,
        Duration maxAge
    ) {
        ProbeReport report = forge.probe(target, maxAge);
        Platform platform = report.platform() == null ? target.platform() : report.platform();
        Trigger trigger = trigger(target.forge(), platform, target.scope(), target.labels());
        List<TriggerReading> readings = given
            .stream()
            .map(each -> new TriggerReview(forge, target, report, each).run())
            .toList();
        List<Check> more = Stream.of(
            List.of(reading(report, trigger)),
            readings
                .stream()
                .flatMap(r -> r.checks().stream())
                .toList(),
            keda.check(platform, target.forge(), namespace)
        )
            .flatMap(List::stream)
            .toList();
        return new ConnectionReport(report.with(more), trigger, readings, List.of());
    }

    /** What the recommended trigger reads in the answer that the probe counted. */
    private static Check reading(ProbeReport report, @Nullable Trigger trigger) {
        var counts = report.counts();
        return counts == null || trigger == null
            ? Check.skipped(CheckId.READING, "There is nothing that KEDA could read.")
            : Check.passed(CheckId.READING, "With " + trigger.type() + " KEDA reads " + counts.total() + ".");
    }

    ConnectionReport probe(Connection connection, StoredToken stored, List<GivenTrigger> given, Duration maxAge) {
        String namespace = connection.key().namespace();
        return switch (stored) {
            case StoredToken.Usable(var token) -> probe(
                new ProbeTarget(
                    connection.forge(),
                    connection.platform(),
                    connection.scope(),
                    connection.labels(),
                    token,
                    null
                ),
                namespace,
                connection.ca(),
                given,
                maxAge
            );
            case StoredToken.Unusable(Finding finding, String summary, String remedy) -> notAsked(
                finding.seen(summary, remedy),
                namespace,
                connection.forge(),
                connection.platform(),
                connection.scope(),
                connection.labels()
            );
        };
    }

    private ConnectionReport notAsked(
        Check failed,
        String namespace,
        ForgeUrl url,
        @Nullable Platform platform,
        JobScope scope,
        RunnerLabels labels
    ) {
        ProbeReport report = ProbeReport.notAsked(failed, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return new ConnectionReport(
            report.with(keda.check(platform, url, namespace)),
            trigger(url, platform, scope, labels),
            List.of(),
            List.of()
        );
    }

    private static @Nullable Trigger trigger(
        ForgeUrl forge,
        @Nullable Platform platform,
        JobScope scope,
        RunnerLabels labels
    ) {
        return platform == null ? null : Triggers.of(forge, platform, scope, labels);
    }
}
