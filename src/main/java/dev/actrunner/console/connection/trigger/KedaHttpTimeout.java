package dev.actrunner.console.connection.trigger;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.keda.scaler.ParsedTrigger;
import dev.actrunner.console.keda.scaler.ScalerRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares how long a forge takes with KEDA's HTTP timeout: the operator's {@code KEDA_HTTP_DEFAULT_TIMEOUT}, or a
 * metrics-api trigger's own {@code timeout}, which KEDA reads from 2.20 on ({@code NewMetricsAPIScaler} in
 * {@code metrics_api_scaler.go}).
 */
public final class KedaHttpTimeout {

    /** How much longer than what was measured a recommended timeout is. */
    private static final int MARGIN = 3;

    private final @Nullable KedaInstallation installed;
    private final Duration limit;
    private final boolean ownTimeouts;

    /**
     * @param installed null while unknown
     * @param triggers those that are there; where each of them waits longer, that is how long KEDA waits
     */
    public KedaHttpTimeout(@Nullable KedaInstallation installed, Collection<ParsedTrigger> triggers) {
        this.installed = installed;
        Duration operators = operators();
        Optional<Duration> shortest = triggers.stream().map(this::of).min(Duration::compareTo);
        this.limit = shortest.filter(s -> s.compareTo(operators) > 0).orElse(operators);
        this.ownTimeouts = limit.compareTo(operators) > 0;
    }

    private Duration of(ParsedTrigger parsed) {
        return parsed instanceof ParsedTrigger.Accepted(ScalerRequest request) ? of(request) : operators();
    }

    /** Returns how long KEDA waits for the answer to a trigger. */
    Duration of(ScalerRequest request) {
        return request
            .timeout()
            .filter(_ -> readsTimeouts())
            .orElse(operators());
    }

    private Duration operators() {
        return installed == null ? KedaInstallation.HTTP_TIMEOUT : installed.httpTimeout();
    }

    private boolean readsTimeouts() {
        return installed == null || !installed.isOlderThan(2, 20);
    }

    /** Whether the answer came in time. */
    public Check check(ProbeReport report, @Nullable Platform platform) {
        if (report.counts() == null) {
            return Check.skippedAfter(CheckId.LATENCY, Check.firstFailure(report.checks()).orElse(null));
        }
        double took = report.observed().timings().asKedaMs();
        if (took <= limit.toMillis()) {
            return Check.passed(
                CheckId.LATENCY,
                "KEDA would get an answer after " +
                    Math.round(took) +
                    " ms" +
                    (ownTimeouts ? ", and its triggers wait " + limit.toMillis() + " ms." : ".")
            );
        }
        String variable =
            "KEDA_HTTP_DEFAULT_TIMEOUT (milliseconds) of KEDA's operator to " +
            suggestion(took).toMillis() +
            " or more";
        return Finding.KEDA_SLOW.seen(
            "The answer took " +
                Math.round(took) +
                " ms; KEDA gives up after " +
                limit.toMillis() +
                " and reads nothing.",
            platform == Platform.GITEA && readsTimeouts()
                ? "Give the trigger timeout: " +
                      suggestion(took).toMillis() +
                      "ms, as the recommended one has (KEDA 2.20 or newer), or set " +
                      variable +
                      "; or make the forge faster."
                : "Set " + variable + ", or make the forge faster."
        );
    }

    /** The timeout that the recommended trigger is to have, null where it needs none or KEDA would not read it. */
    @Nullable
    public Duration wanted(ProbeReport report, @Nullable Platform platform) {
        double took = report.observed().timings().asKedaMs();
        boolean helps = platform == Platform.GITEA && readsTimeouts() && report.counts() != null;
        return helps && took > operators().toMillis() ? suggestion(took) : null;
    }

    private static Duration suggestion(double tookMs) {
        return Duration.ofSeconds((long) Math.ceil((tookMs * MARGIN) / 1000));
    }
}
