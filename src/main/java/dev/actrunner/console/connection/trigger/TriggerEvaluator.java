package dev.actrunner.console.connection.trigger;

import dev.actrunner.console.connection.TriggerEvaluation;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.keda.scaler.ParsedTrigger;
import dev.actrunner.console.keda.scaler.RequestUrl;
import dev.actrunner.console.keda.scaler.ScalerRequest;
import dev.actrunner.console.keda.scaler.ScalerRequest.Reader;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import dev.actrunner.console.keda.scaling.ValueLocation;
import dev.actrunner.console.keda.scaling.ValueLocation.Reading;
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
    private final TriggerRequester requester;

    /**
     * @param patience how long KEDA waits
     * @param withheld why the forge is not asked with the token, as a clause; null where it is
     */
    public TriggerEvaluator(
        ForgeProbe probe,
        ProbeTarget target,
        ProbeReport report,
        TriggerSpec trigger,
        KedaHttpTimeout patience,
        @Nullable String withheld
    ) {
        this.withheld = withheld;
        this.target = target;
        this.report = report;
        this.trigger = trigger;
        this.findings = new TriggerFindings(trigger);
        this.requester = new TriggerRequester(probe, target, report, patience, findings);
        this.lint = new TriggerLinter(trigger, findings::add);
    }

    /** @param parsed what KEDA makes of the trigger */
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
            case ParsedTrigger.Accepted(ScalerRequest request) -> evaluated(request);
        };
    }

    private TriggerEvaluation evaluated(ScalerRequest request) {
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
        BigDecimal value = read(address, request);
        if (value != null) {
            lint.afterReading(value, request);
        }
        compare(value);
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

    private @Nullable BigDecimal read(HttpUrl address, ScalerRequest request) {
        if (!request.hasCredential() && address.username().isEmpty()) {
            findings.add(Finding.TRIGGER_AUTH, "has no authMode, so KEDA sends no token.");
        }
        return switch (request.reader()) {
            case Reader.Length() -> length(address, request);
            case Reader.At(ValueLocation location, boolean yaml) -> number(address, request, location, yaml);
            case Reader.OtherFormat(String format) -> {
                findings.add(
                    Finding.TRIGGER_NO_NUMBER,
                    "reads the format " + format + ", and the forge answers with JSON."
                );
                yield null;
            }
            case Reader.Endpoints() -> {
                findings.add(
                    Finding.TRIGGER_NOT_EVALUATED,
                    "asks the endpoints of a Service (aggregateFromKubeServiceEndpoints), which the console does not."
                );
                yield null;
            }
        };
    }

    private @Nullable BigDecimal number(HttpUrl address, ScalerRequest request, ValueLocation location, boolean yaml) {
        Reading reading = requester.ask(address, request, json ->
            yaml ? location.readAsYaml(json) : location.read(json)
        );
        return switch (reading) {
            case null -> null;
            case Reading.Found(BigDecimal number) -> {
                countsRows(location);
                yield number;
            }
            case Reading.NotEvaluated() -> {
                findings.add(Finding.TRIGGER_NOT_EVALUATED, "has a valueLocation that is not evaluated here.");
                yield null;
            }
            case Reading.NoNumber(boolean nothing) -> {
                noNumber(location, nothing);
                yield null;
            }
        };
    }

    private void countsRows(ValueLocation location) {
        if (location.countsRows()) {
            if (report.platform() == Platform.FORGEJO) {
                findings.add(Finding.TRIGGER_NULL, "counts with #, and finds no number when the queue is empty.");
            } else {
                findings.add(Finding.TRIGGER_PAGE, "counts the rows of one page, 50 at most.");
            }
        }
    }

    private void noNumber(ValueLocation location, boolean nothing) {
        boolean forgejo = report.platform() == Platform.FORGEJO;
        if (forgejo && location.path().equals("total_count")) {
            findings.add(Finding.TRIGGER_TOTAL_COUNT, "reads total_count, which Forgejo's bare array does not have.");
        } else if (forgejo && location.countsRows() && nothing) {
            findings.add(
                Finding.TRIGGER_NULL,
                "counts with #; the queue is empty, its list is null, and KEDA finds no number."
            );
        } else {
            findings.add(Finding.TRIGGER_NO_NUMBER, "finds no number at " + location.path() + ".");
        }
    }

    /** An array's length; {@code null} counts as none. */
    private @Nullable BigDecimal length(HttpUrl address, ScalerRequest request) {
        Optional<Long> length = requester.ask(
            address,
            request,
            json ->
                switch (json.nextToken()) {
                    case START_ARRAY -> Optional.of(ValueLocation.length(json));
                    case VALUE_NULL -> Optional.of(0L);
                    case null, default -> Optional.empty();
                }
        );
        if (length != null && length.isEmpty()) {
            findings.add(Finding.TRIGGER_NO_NUMBER, "gets no list of jobs.");
        }
        return length == null ? null : length.map(BigDecimal::valueOf).orElse(null);
    }

    private void compare(@Nullable BigDecimal value) {
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
