package dev.actrunner.console.connection.scaling;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.EvaluatedScaledResource;
import dev.actrunner.console.connection.TriggerEvaluation;
import dev.actrunner.console.connection.store.FieldManagers;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.keda.ExternalMetrics;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.keda.KedaInstallation.Operator;
import dev.actrunner.console.keda.MetricsApi;
import dev.actrunner.console.keda.OperatorLog;
import dev.actrunner.console.keda.authentication.Authentication;
import dev.actrunner.console.keda.scaling.ScaledResource;
import dev.actrunner.console.keda.scaling.ScaledResource.Health;
import dev.actrunner.console.keda.scaling.ScaledResources;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import io.fabric8.kubernetes.api.model.Secret;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** What becomes of a connection in KEDA: who scales on it, how that goes, and what number KEDA reports. */
@Component
public class ScaledResourceCheck {

    private final Keda keda;
    private final ExternalMetrics metrics;
    private final Cluster cluster;
    private final FailureCause causes;

    ScaledResourceCheck(Keda keda, ExternalMetrics metrics, Cluster cluster, FailureCause causes) {
        this.keda = keda;
        this.metrics = metrics;
        this.cluster = cluster;
        this.causes = causes;
    }

    /**
     * Adds to a report what the cluster says.
     *
     * @param secret the connection's, null where it is missing
     * @param authentication KEDA's object, null where there is none or it was not fetched
     * @param scaledResources those of {@link Keda#scaledResources}
     */
    public ConnectionReport complete(
        Connection connection,
        @Nullable Secret secret,
        @Nullable Authentication authentication,
        ConnectionReport report,
        ScaledResources scaledResources
    ) {
        KedaInstallation installed = keda.cached();
        // One for all that fail: it is long, and many fail together.
        Supplier<OperatorLog> log = SingletonSupplier.of(this::log);
        var missed = new MissedReferences(cluster);
        List<ScaledResource> around = ScaledResourceReferences.around(scaledResources, connection);
        var seen = new ArrayList<EvaluatedScaledResource>();
        for (ScaledResource scaledResource : around) {
            List<TriggerSpec> own = ScaledResourceReferences.of(scaledResource, connection);
            if (own.isEmpty()) {
                missed.find(scaledResource, connection).ifPresent(seen::add);
            } else {
                seen.add(look(scaledResource, own, secret, report, installed, log));
            }
        }
        // What is another's or of another namespace is shown to those who may see it, and changes nothing here.
        List<EvaluatedScaledResource> here = seen
            .stream()
            .filter(s -> s.through() == null && s.scaledResource().namespace().equals(connection.key().namespace()))
            .toList();
        List<ScaledResource> beside = around
            .stream()
            .filter(s -> s.namespace().equals(connection.key().namespace()))
            .toList();
        Optional<Check> twice = new SharedJobs(connection.forge()).check(
            here
                .stream()
                .map(EvaluatedScaledResource::scaledResource)
                .filter(s -> !ScaledResourceReferences.of(s, connection).isEmpty())
                .toList(),
            beside
        );
        List<Check> checks = Stream.of(
            status(here, seen, twice, scaledResources.everywhere()),
            reported(here),
            List.of(FieldManagers.check(secret, authentication))
        )
            .flatMap(List::stream)
            .toList();
        return new ConnectionReport(
            report.probe().with(checks),
            report.trigger(),
            report.readings(),
            List.copyOf(seen)
        );
    }

    private static List<Check> status(
        List<EvaluatedScaledResource> here,
        List<EvaluatedScaledResource> all,
        Optional<Check> twice,
        boolean everywhere
    ) {
        List<Check> wrong = Stream.concat(of(CheckId.SCALED_RESOURCES, here).stream(), twice.stream()).toList();
        if (!wrong.isEmpty()) {
            return wrong;
        }
        String names = titles(here);
        String others = titles(
            all
                .stream()
                .filter(s -> s.through() != null)
                .toList()
        );
        return List.of(
            Check.passed(
                CheckId.SCALED_RESOURCES,
                (names.isEmpty()
                    ? "No ScaledObject or ScaledJob uses the connection yet."
                    : "KEDA scales " + names + " with the connection.") +
                    (others.isEmpty() ? "" : " The same forge is read with other authentications by " + others + ".") +
                    (everywhere ? "" : " The console may not read all namespaces.")
            )
        );
    }

    private static String titles(List<EvaluatedScaledResource> seen) {
        return String.join(
            ", ",
            seen
                .stream()
                .map(s -> s.scaledResource().title())
                .toList()
        );
    }

    private static List<Check> reported(List<EvaluatedScaledResource> seen) {
        List<Check> wrong = of(CheckId.METRIC, seen);
        if (!wrong.isEmpty()) {
            return wrong;
        }
        Optional<EvaluatedScaledResource> read = seen
            .stream()
            .filter(s -> s.metric() != null)
            .findFirst();
        return List.of(
            read
                .map(s ->
                    Check.passed(
                        CheckId.METRIC,
                        "KEDA reports " + s.metric() + " for " + s.scaledResource().title() + "."
                    )
                )
                .orElse(Check.skipped(CheckId.METRIC, "No external metric of a ScaledObject could be read."))
        );
    }

    private static List<Check> of(CheckId id, List<EvaluatedScaledResource> seen) {
        return seen
            .stream()
            .flatMap(s -> s.checks().stream())
            .filter(c -> c.id() == id)
            .toList();
    }

    private EvaluatedScaledResource look(
        ScaledResource scaledResource,
        List<TriggerSpec> own,
        @Nullable Secret secret,
        ConnectionReport report,
        KedaInstallation installed,
        Supplier<OperatorLog> log
    ) {
        boolean notReady = scaledResource.is("Ready", "False") || scaledResource.hasTriggerError();
        Optional<String> told = notReady ? causes.told(scaledResource) : Optional.empty();
        var conditions = new ScaledResourceConditions(scaledResource);
        var checks = new ArrayList<Check>(conditions.checks(installed, told));
        String failure = failure(scaledResource, own, told);
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
            wrong ? log.get().about(scaledResource) : List.of()
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
     * What KEDA says of a trigger that it cannot read, null where nothing says that it cannot. Conditions and health come
     * first, and an event explains them: one by itself may be of a moment that is over.
     */
    private static @Nullable String failure(
        ScaledResource scaledResource,
        List<TriggerSpec> own,
        Optional<String> told
    ) {
        for (TriggerSpec trigger : own) {
            Optional<Health> health = scaledResource.healthOf(trigger).filter(h -> h.failing() || h.failures() > 0);
            if (health.isPresent()) {
                String failed = health.get().metric() + " failed " + health.get().failures() + " times.";
                return told.map(t -> failed + " " + t).orElse(failed);
            }
        }
        return scaledResource.hasTriggerError()
            ? told.orElseGet(() -> scaledResource.condition("Ready").map(ScaledResource.Condition::why).orElse(""))
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

    private OperatorLog log() {
        try {
            return keda.operatorLog();
        } catch (ClusterException _) {
            return OperatorLog.EMPTY;
        }
    }
}
