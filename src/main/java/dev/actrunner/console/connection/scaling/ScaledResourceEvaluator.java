package dev.actrunner.console.connection.scaling;

import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.EvaluatedScaledResource;
import dev.actrunner.console.connection.TriggerEvaluation;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.keda.ExternalMetrics;
import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.keda.KedaInstallation.Operator;
import dev.actrunner.console.keda.MetricsApi;
import dev.actrunner.console.keda.scaling.ScaledResource;
import dev.actrunner.console.keda.scaling.ScaledResource.Health;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import io.fabric8.kubernetes.api.model.Secret;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Evaluates how KEDA scales a ScaledObject or ScaledJob: its conditions, its health, and the metric that KEDA reports. */
final class ScaledResourceEvaluator {

    private final ExternalMetrics metrics;
    private final FailureCause causes;

    ScaledResourceEvaluator(ExternalMetrics metrics, FailureCause causes) {
        this.metrics = metrics;
        this.causes = causes;
    }

    /**
     * Evaluates a ScaledObject or ScaledJob.
     *
     * @param own its triggers that use the connection
     * @param secret the connection's, null where it is missing
     * @param log finds the operator's last lines about it
     */
    EvaluatedScaledResource evaluate(
        ScaledResource scaledResource,
        List<TriggerSpec> own,
        @Nullable Secret secret,
        ConnectionReport report,
        KedaInstallation installed,
        Function<ScaledResource, List<String>> log
    ) {
        boolean notReady = scaledResource.is("Ready", "False") || scaledResource.hasTriggerError();
        Optional<String> event = notReady ? causes.newestWarning(scaledResource) : Optional.empty();
        var conditions = new ScaledResourceConditions(scaledResource);
        var checks = new ArrayList<Check>(conditions.checks(installed, event));
        String failure = failure(scaledResource, own, event);
        BigDecimal metric = null;
        List<ExternalMetrics.Reading> readings = readings(scaledResource, own, installed);
        for (int i = 0; i < own.size(); i++) {
            ExternalMetrics.Reading reading = readings.isEmpty() ? null : readings.get(i);
            BigDecimal value = reading == null ? null : reading.value();
            compare(scaledResource, own.get(i), value, report, conditions).ifPresent(checks::add);
            metric = metric == null ? value : metric;
            if (reading != null && reading.failure() != null) {
                if (reading.answered() && scaledResource.isSeen()) {
                    failure = failure == null ? reading.failure() : failure;
                } else if (!reading.answered()) {
                    checks.add(
                        Finding.METRIC_UNANSWERED.seen(reading.failure() + " about " + scaledResource.title() + ".")
                    );
                }
            }
        }
        if (failure != null) {
            checks.add(causes.of(scaledResource, own, failure, secret, report));
        }
        boolean wrong = checks.stream().anyMatch(c -> c.status() == CheckStatus.FAIL) || failure != null;
        return new EvaluatedScaledResource(
            scaledResource,
            null,
            metric,
            checks.stream().distinct().toList(),
            wrong ? log.apply(scaledResource) : List.of()
        );
    }

    /** One for each trigger, or none where nobody answers: KEDA's adapter asks its operator, and serves ScaledObjects alone. */
    private List<ExternalMetrics.Reading> readings(
        ScaledResource scaledResource,
        List<TriggerSpec> own,
        KedaInstallation installed
    ) {
        boolean runs = installed.operator() == Operator.READY || installed.operator() == Operator.UNKNOWN;
        boolean served = installed.metricsApi().state() == MetricsApi.State.AVAILABLE;
        List<Optional<String>> names = own.stream().map(scaledResource::metricOf).toList();
        boolean named = names.stream().allMatch(Optional::isPresent);
        return runs && served && named && scaledResource.kind().equals("ScaledObject")
            ? metrics.read(scaledResource, names.stream().flatMap(Optional::stream).toList())
            : List.of();
    }

    /**
     * Returns what KEDA says of a trigger that it cannot read, null where nothing says that it cannot. Conditions and health
     * come first, and an event explains them: one by itself may be of a moment that is over.
     */
    private static @Nullable String failure(
        ScaledResource scaledResource,
        List<TriggerSpec> own,
        Optional<String> event
    ) {
        for (TriggerSpec trigger : own) {
            Optional<Health> health = scaledResource.healthOf(trigger).filter(h -> h.failing() || h.failures() > 0);
            if (health.isPresent()) {
                String failed = health.get().metric() + " failed " + health.get().failures() + " times.";
                return event.map(t -> failed + " " + t).orElse(failed);
            }
        }
        return scaledResource.hasTriggerError()
            ? event.orElseGet(() -> scaledResource.condition("Ready").map(ScaledResource.Condition::why).orElse(""))
            : null;
    }

    private static Optional<Check> compare(
        ScaledResource scaledResource,
        TriggerSpec trigger,
        @Nullable BigDecimal reported,
        ConnectionReport report,
        ScaledResourceConditions conditions
    ) {
        BigDecimal read = report
            .readings()
            .stream()
            .filter(r -> r.trigger().equals(trigger) && r.value() != null)
            .map(TriggerEvaluation::value)
            .findFirst()
            .orElse(null);
        if (reported != null && read != null && reported.compareTo(read) != 0) {
            return Optional.of(
                Finding.METRIC_DIFFERS.seen(
                    "KEDA reports " +
                        reported +
                        " for " +
                        scaledResource.title() +
                        ", and its trigger gives " +
                        read +
                        " here."
                )
            );
        }
        return conditions.disagreement(trigger, reported, read);
    }
}
