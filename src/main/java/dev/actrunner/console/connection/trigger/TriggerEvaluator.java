package dev.actrunner.console.connection.trigger;

import dev.actrunner.console.connection.TriggerEvaluation;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Redactor;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.forge.probe.TriggerHeader;
import dev.actrunner.console.keda.scaler.ParsedTrigger;
import dev.actrunner.console.keda.scaler.RequestUrl;
import dev.actrunner.console.keda.scaler.ScalerRequest;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Evaluates one trigger as KEDA would, and names the traps that it has fallen into. */
public final class TriggerEvaluator {

    private final ProbeTarget target;
    private final ProbeReport report;
    private final TriggerSpec trigger;
    private final @Nullable String withheld;
    private final TriggerLinter lint;
    private final TriggerFindings findings;
    private final TriggerValueReader reader;

    /**
     * @param timeout how long KEDA waits
     * @param withheld why the forge is not asked with the token, as a clause; null where it is
     */
    public TriggerEvaluator(
        ForgeProbe probe,
        ProbeTarget target,
        ProbeReport report,
        TriggerSpec trigger,
        KedaHttpTimeout timeout,
        @Nullable String withheld
    ) {
        this.withheld = withheld;
        this.target = target;
        this.report = report;
        this.trigger = trigger;
        this.findings = new TriggerFindings(trigger);
        this.reader = new TriggerValueReader(
            new TriggerRequester(probe, target, report, timeout, findings),
            findings,
            report.platform()
        );
        this.lint = new TriggerLinter(trigger, findings::add);
    }

    /**
     * Evaluates the trigger.
     *
     * @param parsed what KEDA makes of the trigger
     */
    public TriggerEvaluation run(ParsedTrigger parsed) {
        trigger
            .violations()
            .forEach(violation ->
                findings.add(Finding.TRIGGER_INVALID, "is refused by the API server: " + violation + ".")
            );
        return switch (parsed) {
            case ParsedTrigger.OtherScaler() -> {
                findings.add(
                    Finding.TRIGGER_UNKNOWN_TYPE,
                    "is neither metrics-api nor forgejo-runner, and was not evaluated."
                );
                yield result(null);
            }
            case ParsedTrigger.Refused(List<ParsedTrigger.Reason> reasons) -> {
                reasons.forEach(findings::add);
                yield result(TriggerAddress.of(trigger));
            }
            case ParsedTrigger.Unread(var parameters) -> {
                findings.add(
                    Finding.TRIGGER_NOT_EVALUATED,
                    "takes " + String.join(", ", parameters) + " from where the console does not read it."
                );
                yield result(TriggerAddress.of(trigger));
            }
            case ParsedTrigger.Accepted(ScalerRequest request) -> evaluate(request);
        };
    }

    private TriggerEvaluation evaluate(ScalerRequest request) {
        String url = request.url();
        HttpUrl address = HttpUrl.parse(RequestUrl.understood(request.url()));
        if (address == null || !target.forge().contains(address)) {
            findings.add(
                Finding.TRIGGER_OTHER_FORGE,
                address == null
                    ? "has no address that could be asked."
                    : "asks " + address.host() + ", not the connection's forge. Nothing was sent."
            );
            return result(url);
        }
        lint.beforeAsking(address, report.platform(), request);
        Optional<String> unsendable = RequestUrl.problemWith(request.url());
        if (unsendable.isPresent()) {
            findings.add(Finding.TRIGGER_INVALID, "has " + unsendable.get() + ".");
            return result(url);
        }
        if (withheld != null) {
            return result(url);
        }
        if (!ForgeProbe.isEvaluated(target.forge(), address)) {
            findings.add(
                Finding.TRIGGER_NOT_JOBS,
                "asks the forge for something else than a list of its jobs. Nothing was sent."
            );
            return result(url);
        }
        Optional<String> header = TriggerHeader.withheld(request.headers());
        if (header.isPresent()) {
            findings.add(
                Finding.TRIGGER_NOT_EVALUATED,
                "sends the header " +
                    Redactor.shown(header.get(), 100) +
                    ", which the console does not send with a token."
            );
            return result(url);
        }
        BigDecimal value = reader.read(address, request);
        if (value != null) {
            lint.afterReading(value, request);
        }
        compareWithCounts(value);
        return result(url, value, value == null ? "" : TriggerLinter.effect(value, request));
    }

    private TriggerEvaluation result(@Nullable String url) {
        return result(url, null, "");
    }

    private TriggerEvaluation result(@Nullable String url, @Nullable BigDecimal value, String effect) {
        List<Check> checks = findings.checks();
        if (withheld != null) {
            checks = Stream.concat(
                checks.stream(),
                Stream.of(
                    Check.skipped(CheckId.TRIGGER, trigger.title() + " was read without asking: " + withheld + ".")
                )
            ).toList();
        } else if (checks.isEmpty()) {
            checks = List.of(Check.passed(CheckId.TRIGGER, trigger.title() + " " + effect));
        }
        return new TriggerEvaluation(
            trigger,
            url == null ? null : TriggerAddress.shown(url),
            value,
            checks,
            withheld != null
        );
    }

    private void compareWithCounts(@Nullable BigDecimal value) {
        var counts = report.counts();
        if (value == null || counts == null) {
            return;
        }
        String strategy = trigger.scaling().strategy();
        boolean queuedAlone = trigger.isOfScaledJob() && (strategy.equals("accurate") || strategy.equals("eager"));
        long expected = queuedAlone ? counts.waiting() : counts.total();
        if (value.compareTo(BigDecimal.valueOf(expected)) != 0) {
            findings.add(
                Finding.TRIGGER_DIFFERS,
                "reads " + value.stripTrailingZeros().toPlainString() + " where it should read " + expected + "."
            );
        }
    }
}
