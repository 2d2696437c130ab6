package dev.actrunner.console.connection;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.ForgeProbe;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.ProbeTarget;
import dev.actrunner.console.forge.Timings;
import dev.actrunner.console.forge.TriggerAnswer;
import dev.actrunner.console.keda.GivenTrigger;
import dev.actrunner.console.keda.ValueLocation;
import dev.actrunner.console.keda.ValueLocation.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Evaluates one trigger as KEDA would, and names the traps that it has fallen into. */
final class TriggerReview {

    /** What selects blocked jobs on Gitea ({@code convertToInternal} in its {@code routers/api/v1/shared/action.go}). */
    private static final Set<String> BLOCKED = Set.of("waiting", "pending", "requested", "action_required");

    private static final long NO_LIST = -1;

    private final ForgeProbe probe;
    private final ProbeTarget target;
    private final ProbeReport report;
    private final GivenTrigger trigger;
    private final @Nullable String withheld;
    private final List<Check> found = new ArrayList<>();

    /** @param withheld why the forge is not asked with the token, as a clause; null where it is */
    TriggerReview(
        ForgeProbe probe,
        ProbeTarget target,
        ProbeReport report,
        GivenTrigger trigger,
        @Nullable String withheld
    ) {
        this.withheld = withheld;
        this.probe = probe;
        this.target = target;
        this.report = report;
        this.trigger = trigger;
    }

    TriggerReading run() {
        String url = TriggerAddress.of(trigger);
        if (url == null) {
            see(Finding.TRIGGER_UNKNOWN_TYPE, "is neither metrics-api nor forgejo-runner, and was not evaluated.");
            return result(null, null);
        }
        HttpUrl address = HttpUrl.parse(url);
        if (address == null || !target.forge().contains(address)) {
            see(
                Finding.TRIGGER_OTHER_FORGE,
                address == null
                    ? "has no address that could be asked."
                    : "asks " + address.host() + ", not the connection's forge. Nothing was sent there."
            );
            return result(url, null);
        }
        lint(address);
        if (withheld != null) {
            return result(url, null);
        }
        if (!ForgeProbe.isEvaluated(target.forge(), address)) {
            see(
                Finding.TRIGGER_NOT_JOBS,
                "asks the forge for something else than a list of its jobs. Nothing was sent there."
            );
            return result(url, null);
        }
        BigDecimal value = trigger.type().equals("metrics-api") ? readMetricsApi(url) : readForgejoRunner(url);
        compare(value);
        return result(url, value);
    }

    private TriggerReading result(@Nullable String url, @Nullable BigDecimal value) {
        List<Check> checks = List.copyOf(found);
        if (withheld != null) {
            checks = Stream.concat(
                checks.stream(),
                Stream.of(
                    Check.skipped(CheckId.TRIGGER, trigger.title() + " was read without asking: " + withheld + ".")
                )
            ).toList();
        } else if (checks.isEmpty()) {
            checks = List.of(Check.passed(CheckId.TRIGGER, trigger.title() + " reads " + value + "."));
        }
        return new TriggerReading(trigger, url, value, checks, withheld != null);
    }

    private void see(Finding finding, String what) {
        found.add(finding.seen(trigger.title() + " " + what));
    }

    private void lint(HttpUrl address) {
        if (trigger.isTrue("unsafeSsl")) {
            see(
                Finding.TRIGGER_UNSAFE_SSL,
                trigger.type().equals("forgejo-runner")
                    ? "has unsafeSsl, which this trigger does not read."
                    : "has unsafeSsl: KEDA gives the token to anybody who answers."
            );
        }
        if (trigger.type().equals("forgejo-runner")) {
            lintForgejoRunner();
        } else if (report.platform() == Platform.GITEA && address.encodedPath().endsWith("/actions/jobs")) {
            lintStatuses(new HashSet<>(address.queryParameterValues("status")));
        }
    }

    private void lintForgejoRunner() {
        if (trigger.get("labels").isEmpty()) {
            see(Finding.TRIGGER_LABELS, "has no labels, which KEDA requires.");
        }
        if (!trigger.get("owner").isEmpty() && trigger.get("repo").isEmpty() && trigger.get("org").isEmpty()) {
            see(Finding.TRIGGER_OWNER, "has an owner and no repo: KEDA ignores it and counts the token's own user.");
        }
    }

    private void lintStatuses(Set<@Nullable String> statuses) {
        if (statuses.isEmpty()) {
            see(Finding.TRIGGER_ALL_JOBS, "asks for no status, and so counts every job that ever was.");
        }
        List<String> blocked = BLOCKED.stream().filter(statuses::contains).sorted().toList();
        if (!blocked.isEmpty()) {
            see(
                Finding.TRIGGER_BLOCKED_JOBS,
                "counts status=" +
                    String.join(", ", blocked) +
                    ", which on Gitea are the jobs that wait for other jobs, not those that wait for a runner."
            );
            return;
        }
        boolean running = statuses.contains("in_progress");
        boolean queued = statuses.contains("queued");
        boolean job = "ScaledJob".equals(trigger.owner());
        if (queued && !running && trigger.owner() != null && !(job && isAccurate())) {
            see(
                Finding.TRIGGER_QUEUED_ONLY,
                job
                    ? "counts queued jobs alone; the strategy default subtracts the Jobs that run, so too few are started."
                    : "counts queued jobs alone: once a runner takes one, KEDA removes the runner at work."
            );
        }
        if (queued && running && job && isAccurate()) {
            see(Finding.TRIGGER_STRATEGY, "counts running jobs too, which the strategy accurate does not subtract.");
        }
    }

    private @Nullable BigDecimal readMetricsApi(String url) {
        boolean bearer = trigger.get("authMode").equals("bearer");
        if (!bearer) {
            see(Finding.TRIGGER_AUTH, "has no authMode bearer, so KEDA sends no token.");
        }
        var location = new ValueLocation(trigger.get("valueLocation"));
        Reading reading = ask(url, bearer ? "Bearer" : null, location::read);
        if (reading == null) {
            return null;
        }
        String format = trigger.get("format");
        if (!format.isEmpty() && !format.equals("json")) {
            see(Finding.TRIGGER_NOT_EVALUATED, "reads the format " + format + ", which is not evaluated here.");
            return null;
        }
        BigDecimal value = switch (reading) {
            case Reading.Found(BigDecimal number) -> number;
            case Reading.NotEvaluated() -> {
                see(Finding.TRIGGER_NOT_EVALUATED, "has a valueLocation that is not evaluated here.");
                yield null;
            }
            case Reading.NoNumber(boolean nothing) -> {
                noNumber(location, nothing);
                yield null;
            }
        };
        if (value != null && location.countsRows()) {
            if (report.platform() == Platform.FORGEJO) {
                see(Finding.TRIGGER_NULL, "counts with #, and finds no number when the queue is empty.");
            } else {
                see(Finding.TRIGGER_PAGE, "counts the rows of one page, 50 at most.");
            }
        }
        return value;
    }

    private void noNumber(ValueLocation location, boolean nothing) {
        boolean forgejo = report.platform() == Platform.FORGEJO;
        if (forgejo && location.path().equals("total_count")) {
            see(Finding.TRIGGER_TOTAL_COUNT, "reads total_count, which Forgejo's bare array does not have.");
        } else if (forgejo && location.countsRows() && nothing) {
            see(Finding.TRIGGER_NULL, "counts with #; the queue is empty, its list is null, and KEDA finds no number.");
        } else {
            see(Finding.TRIGGER_NO_NUMBER, "finds no number at " + location.path() + ".");
        }
    }

    /** An array's length; {@code null} counts as none. */
    private @Nullable BigDecimal readForgejoRunner(String url) {
        Long length = ask(
            url,
            "token",
            json ->
                switch (json.nextToken()) {
                    case START_ARRAY -> ValueLocation.length(json);
                    case VALUE_NULL -> 0L;
                    case null, default -> NO_LIST;
                }
        );
        if (length == null || length == NO_LIST) {
            if (length != null) {
                see(Finding.TRIGGER_NO_NUMBER, "gets no list of jobs.");
            }
            return null;
        }
        return BigDecimal.valueOf(length);
    }

    private <T> @Nullable T ask(String url, @Nullable String scheme, Function<JsonParser, T> reader) {
        TriggerAnswer<T> answer = probe.ask(target, url, scheme, reader);
        if (answer.redirected()) {
            see(Finding.TRIGGER_REDIRECT, "asks an address that is redirected.");
        }
        double limit = timeoutMs();
        if (answer.status() != 0 && answer.tookMs() > limit) {
            see(
                Finding.TRIGGER_TIMEOUT,
                "gets its answer after " + Math.round(answer.tookMs()) + " ms; KEDA waits " + Math.round(limit) + "."
            );
        }
        if (answer.status() != 200) {
            refused(url, answer);
            return null;
        }
        if (answer.read() == null) {
            see(Finding.TRIGGER_NO_NUMBER, "gets an answer that is not JSON.");
        }
        return answer.read();
    }

    private void refused(String url, TriggerAnswer<?> answer) {
        Check failure = answer.failure();
        boolean gitea = report.platform() == Platform.GITEA;
        boolean forgejosPath = url.contains("/runners/jobs");
        if (failure != null) {
            if (!answer.redirected()) {
                see(Finding.TRIGGER_REFUSED, "gets no answer: " + failure.summary());
            }
        } else if (answer.status() == 404 && report.platform() != null && gitea == forgejosPath) {
            see(
                Finding.TRIGGER_WRONG_FORGE,
                "asks for " + (gitea ? "Forgejo" : "Gitea") + "'s path, and this is " + report.forge() + " (404)."
            );
        } else if (answer.status() == 400 && gitea) {
            see(Finding.TRIGGER_STATUS_REFUSED, "asks for a status that Gitea does not know (400).");
        } else if (!answer.redirected()) {
            see(Finding.TRIGGER_REFUSED, "is answered with status " + answer.status() + "; KEDA wants 200.");
        }
    }

    /** metrics-api's own {@code timeout}, in milliseconds or as a Go duration of seconds; else KEDA's default. */
    private double timeoutMs() {
        String timeout = trigger.get("timeout");
        if (timeout.matches("\\d{1,9}")) {
            return Double.parseDouble(timeout);
        }
        return timeout.matches("\\d{1,6}s")
            ? Double.parseDouble(timeout.substring(0, timeout.length() - 1)) * 1000
            : Timings.KEDA_TIMEOUT.toMillis();
    }

    private void compare(@Nullable BigDecimal value) {
        var counts = report.counts();
        if (value == null || counts == null) {
            return;
        }
        boolean queuedAlone = "ScaledJob".equals(trigger.owner()) && isAccurate();
        long expected = queuedAlone ? counts.waiting() : counts.total();
        if (value.compareTo(BigDecimal.valueOf(expected)) != 0) {
            see(Finding.TRIGGER_DIFFERS, "reads " + value + " where it should read " + expected + ".");
        }
    }

    private boolean isAccurate() {
        return trigger.strategy().toLowerCase(Locale.ROOT).equals("accurate");
    }
}
