package dev.actrunner.console.connection;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.ClusterReads;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Check.Outcome;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Words;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.keda.Authentication;
import dev.actrunner.console.keda.ExternalMetrics;
import dev.actrunner.console.keda.GivenTrigger;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.MetricsApi;
import dev.actrunner.console.keda.Scaler;
import dev.actrunner.console.keda.Scaler.Health;
import dev.actrunner.console.keda.Scalers;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Secret;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What becomes of a connection in KEDA: who scales on it, how that goes, and what number KEDA reports. */
@Component
class ScalerCheck {

    /** Events stay for an hour; what is older than this may be over. */
    private static final Duration RECENT = Duration.ofMinutes(5);
    private static final String FAILED = "KEDAScalerFailed";

    private final Keda keda;
    private final ExternalMetrics metrics;
    private final ClusterReads reads;
    private final References references;
    private final Clock clock;

    ScalerCheck(Keda keda, ExternalMetrics metrics, ClusterReads reads, References references, Clock clock) {
        this.keda = keda;
        this.metrics = metrics;
        this.reads = reads;
        this.references = references;
        this.clock = clock;
    }

    /**
     * Adds to a report what the cluster says.
     *
     * @param secret the connection's, null where it is missing
     * @param authentication KEDA's object, null where there is none or it was not fetched
     * @param scalers those of {@link Keda#scalers}
     */
    ConnectionReport complete(
        Connection connection,
        @Nullable Secret secret,
        @Nullable Authentication authentication,
        ConnectionReport report,
        Scalers scalers
    ) {
        boolean hasMetrics = keda.lately().metricsApi().state() == MetricsApi.State.AVAILABLE;
        var seen = new ArrayList<SeenScaler>();
        for (Scaler scaler : References.around(scalers, connection)) {
            List<GivenTrigger> own = References.of(scaler, connection);
            if (own.isEmpty()) {
                List<Check> broken = references.broken(scaler, connection);
                if (!broken.isEmpty()) {
                    seen.add(new SeenScaler(scaler, null, broken, List.of()));
                }
            } else {
                seen.add(look(scaler, own, secret, report, hasMetrics));
            }
        }
        // Objects of other namespaces are shown to those who may see them, and change nothing here.
        List<SeenScaler> here = seen
            .stream()
            .filter(s -> s.scaler().namespace().equals(connection.key().namespace()))
            .toList();
        List<Check> checks = Stream.of(
            standing(here, scalers.everywhere()),
            reported(here),
            List.of(Owners.check(secret, authentication))
        )
            .flatMap(List::stream)
            .toList();
        return new ConnectionReport(report.probe().with(checks), report.trigger(), report.readings(), seen);
    }

    private static List<Check> standing(List<SeenScaler> seen, boolean everywhere) {
        List<Check> wrong = of(CheckId.SCALERS, seen);
        if (!wrong.isEmpty()) {
            return wrong;
        }
        String names = String.join(
            ", ",
            seen
                .stream()
                .map(s -> s.scaler().title())
                .toList()
        );
        String limit = everywhere ? "" : " Not all namespaces may be looked at.";
        return List.of(
            Check.passed(
                CheckId.SCALERS,
                (names.isEmpty() ? "No ScaledObject or ScaledJob uses it yet." : "KEDA scales " + names + " on it.") +
                    limit
            )
        );
    }

    private static List<Check> reported(List<SeenScaler> seen) {
        List<Check> wrong = of(CheckId.METRIC, seen);
        if (!wrong.isEmpty()) {
            return wrong;
        }
        Optional<SeenScaler> read = seen
            .stream()
            .filter(s -> s.metric() != null)
            .findFirst();
        return List.of(
            read
                .map(s ->
                    Check.passed(CheckId.METRIC, "KEDA reports " + s.metric() + " for " + s.scaler().title() + ".")
                )
                .orElse(Check.skipped(CheckId.METRIC, "No external metric of a ScaledObject could be read."))
        );
    }

    private static List<Check> of(CheckId id, List<SeenScaler> seen) {
        return seen
            .stream()
            .flatMap(s -> s.checks().stream())
            .filter(c -> c.id() == id)
            .toList();
    }

    private SeenScaler look(
        Scaler scaler,
        List<GivenTrigger> own,
        @Nullable Secret secret,
        ConnectionReport report,
        boolean hasMetrics
    ) {
        var checks = new ArrayList<Check>(conditions(scaler));
        BigDecimal metric = null;
        String failure = failure(scaler, own);
        if (hasMetrics && scaler.kind().equals("ScaledObject")) {
            for (GivenTrigger trigger : own) {
                try {
                    BigDecimal value = scaler
                        .metricOf(trigger)
                        .flatMap(name -> metrics.read(scaler, name))
                        .orElse(null);
                    compare(scaler, trigger, value, report).ifPresent(checks::add);
                    metric = metric == null ? value : metric;
                } catch (ClusterException.Forbidden _) {
                    // The console may not read metrics; nothing follows from that.
                } catch (ClusterException e) {
                    failure = failure == null ? e.getMessage() : failure;
                }
            }
        }
        if (failure != null) {
            checks.add(failing(scaler, failure, secret, report.probe()));
        }
        boolean wrong = checks.stream().anyMatch(c -> c.outcome() == Outcome.FAIL) || failure != null;
        return new SeenScaler(scaler, metric, List.copyOf(checks), wrong ? log(scaler) : List.of());
    }

    private static List<Check> conditions(Scaler scaler) {
        var checks = new ArrayList<Check>();
        scaler
            .condition("Ready")
            .filter(c -> c.status().equals("False"))
            .ifPresent(c -> checks.add(Finding.SCALER_NOT_READY.seen(scaler.title() + " is not ready: " + c.why())));
        if (scaler.paused() || scaler.is("Paused", "True")) {
            checks.add(Finding.SCALER_PAUSED.seen(scaler.title() + " is paused."));
        }
        if (scaler.is("Fallback", "True")) {
            checks.add(Finding.SCALER_FALLBACK.seen(scaler.title() + " is at its fallback replicas."));
        }
        return checks;
    }

    /** Why KEDA cannot read one of the triggers, null where nothing says that it cannot. */
    private @Nullable String failure(Scaler scaler, List<GivenTrigger> own) {
        for (GivenTrigger trigger : own) {
            Optional<Health> health = scaler.healthOf(trigger).filter(h -> h.failing() || h.failures() > 0);
            if (health.isPresent()) {
                return health.get().metric() + " failed " + health.get().failures() + " times.";
            }
        }
        // A ScaledJob has no health in its status; events are all there is.
        return scaler.kind().equals("ScaledJob") ? recentFailure(scaler) : null;
    }

    private @Nullable String recentFailure(Scaler scaler) {
        try {
            Instant since = clock.instant().minus(RECENT);
            return reads
                .events(scaler.namespace(), scaler.kind(), scaler.name())
                .stream()
                .filter(e -> FAILED.equals(e.getReason()) && ObjectEvents.last(e).isAfter(since))
                .map(Event::getMessage)
                .findFirst()
                .orElse(null);
        } catch (ClusterException _) {
            return null;
        }
    }

    private Check failing(Scaler scaler, String failure, @Nullable Secret secret, ProbeReport probe) {
        String summary = "KEDA cannot read the trigger of " + scaler.title() + ": " + Words.shown(failure, 300);
        if (probe.counts() == null) {
            return Finding.SCALER_TRIGGER_FAILS.seen(summary);
        }
        boolean fresh = Owners.lastChange(secret).isAfter(clock.instant().minus(RECENT));
        return fresh
            ? Finding.SCALER_TOKEN_NOT_REREAD.seen(summary + " The Secret was changed a moment ago.")
            : Finding.SCALER_FAILS_ONLY_IN_KEDA.seen(summary + " The console counts " + probe.counts().total() + ".");
    }

    private static Optional<Check> compare(
        Scaler scaler,
        GivenTrigger trigger,
        @Nullable BigDecimal value,
        ConnectionReport report
    ) {
        if (value == null) {
            return Optional.empty();
        }
        return report
            .readings()
            .stream()
            .filter(r -> r.trigger().equals(trigger))
            .map(TriggerReading::value)
            .filter(here -> here != null && here.compareTo(value) != 0)
            .map(here ->
                Finding.METRIC_DIFFERS.seen(
                    "KEDA reports " + value + " for " + scaler.title() + ", and its trigger gives " + here + " here."
                )
            )
            .findFirst();
    }

    private List<String> log(Scaler scaler) {
        try {
            return keda.logAbout(scaler);
        } catch (ClusterException _) {
            return List.of();
        }
    }
}
