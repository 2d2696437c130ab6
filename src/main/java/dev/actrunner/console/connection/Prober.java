package dev.actrunner.console.connection;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
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
    private final Clock clock;

    Prober(ForgeProbe forge, KedaCheck keda, Clock clock) {
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
        return probe(target, given, null);
    }

    private ConnectionReport probe(ProbeTarget target, List<GivenTrigger> given, @Nullable String namespace) {
        ProbeReport report = forge.probe(target);
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

    ConnectionReport probe(Connection connection, StoredToken stored, List<GivenTrigger> given) {
        return switch (stored) {
            case StoredToken.Usable(var token) -> probe(
                new ProbeTarget(
                    connection.forge(),
                    connection.platform(),
                    connection.scope(),
                    connection.labels(),
                    token
                ),
                given,
                connection.key().namespace()
            );
            case StoredToken.Unusable(Finding finding, String summary, String remedy) -> withoutToken(
                connection,
                ProbeReport.withoutToken(finding, summary, remedy, clock.instant().truncatedTo(ChronoUnit.MILLIS))
            );
        };
    }

    private ConnectionReport withoutToken(Connection connection, ProbeReport report) {
        Platform platform = connection.platform();
        return new ConnectionReport(
            report.with(keda.check(platform, connection.forge(), connection.key().namespace())),
            trigger(connection.forge(), platform, connection.scope(), connection.labels()),
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
