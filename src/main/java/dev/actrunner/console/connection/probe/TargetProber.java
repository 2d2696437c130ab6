package dev.actrunner.console.connection.probe;

import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.TriggerEvaluation;
import dev.actrunner.console.connection.trigger.KedaHttpTimeout;
import dev.actrunner.console.connection.trigger.TriggerEvaluator;
import dev.actrunner.console.connection.trigger.TriggersToEvaluate;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.keda.scaler.ParsedTrigger;
import dev.actrunner.console.keda.scaler.TriggerParser;
import dev.actrunner.console.keda.scaling.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Probes a forge, and completes its report with what KEDA reads there. Whether the token may be sent is decided before, in
 * {@link ConnectionProber}.
 */
@Component
class TargetProber {

    /** For all triggers of a probe together, each of which waits for a forge that may be slow. */
    private static final Duration MAX_TRIGGER_TIME = Duration.ofSeconds(20);

    private final ForgeProbe forge;
    private final KedaCheck keda;
    private final Clock clock;

    TargetProber(ForgeProbe forge, KedaCheck keda, Clock clock) {
        this.forge = forge;
        this.keda = keda;
        this.clock = clock;
    }

    /** Sends the token to the target's forge, and evaluates the triggers with it. */
    ConnectionReport probe(ProbeInput input) {
        ProbeTarget target = input.target();
        ProbeReport report = forge.probeShared(target, input.maxAge());
        Optional<KedaInstallation> installed = keda.installation();
        Platform platform = report.platform() == null ? target.platform() : report.platform();
        List<ParsedTrigger> parsed = input
            .triggers()
            .triggers()
            .stream()
            .map(each -> TriggerParser.parse(each, input.parameters().of(each)))
            .toList();
        var timeout = new KedaHttpTimeout(installed.orElse(null), parsed);
        List<TriggerEvaluation> evaluations = evaluate(input, parsed, report, timeout);
        Check latency = timeout.check(report, platform);
        boolean readable = latency.status() == CheckStatus.PASS && isReadable(report);
        Trigger trigger = input.recommendedTrigger(platform, timeout.wanted(report, platform));
        List<Check> checks = Stream.of(
            input.tokenChecks(),
            List.of(latency, readingCheck(readable ? report.counts() : null, trigger)),
            evaluations
                .stream()
                .flatMap(e -> e.checks().stream())
                .toList(),
            keda.check(platform, target.forge(), input.namespace())
        )
            .flatMap(List::stream)
            .toList();
        ProbeReport complete = report.with(checks);
        return new ConnectionReport(readable ? complete : complete.withoutCounts(), trigger, evaluations, List.of());
    }

    private List<TriggerEvaluation> evaluate(
        ProbeInput input,
        List<ParsedTrigger> parsed,
        ProbeReport report,
        KedaHttpTimeout timeout
    ) {
        ProbeTarget target = input.target();
        TriggersToEvaluate given = input.triggers();
        // What has not shown itself to be a forge is asked nothing that somebody else composed.
        String withheld = report.platform() == null ? "no forge has answered at " + target.forge() : given.withheld();
        Instant end = clock.instant().plus(MAX_TRIGGER_TIME);
        var evaluations = new ArrayList<TriggerEvaluation>();
        for (int i = 0; i < parsed.size(); i++) {
            String reason = clock.instant().isAfter(end) ? "the time for this probe is over" : withheld;
            var evaluator = new TriggerEvaluator(forge, target, report, given.triggers().get(i), timeout, reason);
            evaluations.add(evaluator.run(parsed.get(i)));
        }
        return List.copyOf(evaluations);
    }

    /** KEDA reads no number with a trigger that it refuses for want of labels. */
    private static boolean isReadable(ProbeReport report) {
        return report
            .checks()
            .stream()
            .noneMatch(c -> c.finding() == Finding.LABELS_WANTED);
    }

    /** Returns what the recommended trigger reads in the answer that the probe counted. */
    private static Check readingCheck(@Nullable JobCounts counts, @Nullable Trigger trigger) {
        return counts == null || trigger == null
            ? Check.skipped(CheckId.READING, "KEDA has nothing to read.")
            : Check.passed(CheckId.READING, "With " + trigger.type() + " KEDA reads " + counts.total() + ".");
    }

    /** Reports a check that failed before the forge was asked; nothing is sent. */
    ConnectionReport reportUnsent(Check failed, String namespace, ProbeTarget target) {
        ProbeReport report = ProbeReport.withoutAnswer(failed, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var checks = new ArrayList<Check>();
        checks.add(Check.skippedAfter(CheckId.LATENCY, failed));
        checks.addAll(keda.check(target.platform(), target.forge(), namespace));
        Trigger trigger = ProbeInput.ofTarget(
            target,
            namespace,
            TriggersToEvaluate.NONE,
            Duration.ZERO
        ).recommendedTrigger(target.platform(), null);
        return new ConnectionReport(report.with(checks), trigger, List.of(), List.of());
    }
}
