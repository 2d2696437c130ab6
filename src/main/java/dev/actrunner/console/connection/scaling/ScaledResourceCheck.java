package dev.actrunner.console.connection.scaling;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.EvaluatedScaledResource;
import dev.actrunner.console.connection.store.FieldManagers;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.keda.ExternalMetrics;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.keda.OperatorLog;
import dev.actrunner.console.keda.authentication.Authentication;
import dev.actrunner.console.keda.scaling.ScaledResource;
import dev.actrunner.console.keda.scaling.ScaledResources;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Checks what KEDA does with a connection: what scales on it, whether that works, and which number KEDA reports. */
@Component
public class ScaledResourceCheck {

    private final Keda keda;
    private final Cluster cluster;
    private final ScaledResourceEvaluator evaluator;

    ScaledResourceCheck(Keda keda, ExternalMetrics metrics, Cluster cluster, FailureCause causes) {
        this.keda = keda;
        this.cluster = cluster;
        this.evaluator = new ScaledResourceEvaluator(metrics, causes);
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
        var evaluated = new ArrayList<EvaluatedScaledResource>();
        for (ScaledResource scaledResource : around) {
            List<TriggerSpec> own = ScaledResourceReferences.of(scaledResource, connection);
            if (own.isEmpty()) {
                missed.find(scaledResource, connection).ifPresent(evaluated::add);
            } else {
                evaluated.add(
                    evaluator.evaluate(scaledResource, own, secret, report, installed, each ->
                        log.get().about(each, scaledResources.isNamedOnce(each))
                    )
                );
            }
        }
        // What is another's or of another namespace is shown to those who may see it, and changes nothing here.
        List<EvaluatedScaledResource> here = evaluated
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
            status(here, evaluated, twice, scaledResources.everywhere()),
            reported(here),
            List.of(FieldManagers.check(secret, authentication))
        )
            .flatMap(List::stream)
            .toList();
        return new ConnectionReport(
            report.probe().with(checks),
            report.trigger(),
            report.readings(),
            List.copyOf(evaluated)
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

    private static String titles(List<EvaluatedScaledResource> evaluated) {
        return String.join(
            ", ",
            evaluated
                .stream()
                .map(s -> s.scaledResource().title())
                .toList()
        );
    }

    private static List<Check> reported(List<EvaluatedScaledResource> evaluated) {
        List<Check> wrong = of(CheckId.METRIC, evaluated);
        if (!wrong.isEmpty()) {
            return wrong;
        }
        Optional<EvaluatedScaledResource> read = evaluated
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

    private static List<Check> of(CheckId id, List<EvaluatedScaledResource> evaluated) {
        return evaluated
            .stream()
            .flatMap(s -> s.checks().stream())
            .filter(c -> c.id() == id)
            .toList();
    }

    private OperatorLog log() {
        try {
            return keda.operatorLog();
        } catch (ClusterException _) {
            return OperatorLog.EMPTY;
        }
    }
}
