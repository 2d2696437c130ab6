package dev.actrunner.console.connection.scaling;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.ClusterReader;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.store.FieldManagers;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Redactor;
import dev.actrunner.console.keda.scaling.ScaledResource;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the cause for which KEDA cannot read a trigger: of those that are known, the first in the chain. */
@Component
class FailureCause {

    /** KEDA reads a Secret again when a poll fails, at the latest after the longest interval that people set. */
    private static final Duration RECENT = Duration.ofMinutes(5);

    private final ClusterReader reads;
    private final Clock clock;

    FailureCause(ClusterReader reads, Clock clock) {
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * The finding of a trigger that KEDA cannot read.
     *
     * @param own the object's triggers of this connection
     * @param failure what KEDA says of it
     */
    Check of(
        ScaledResource scaledResource,
        List<TriggerSpec> own,
        String failure,
        @Nullable Secret secret,
        ConnectionReport report
    ) {
        String summary =
            "KEDA cannot read the trigger of " + scaledResource.title() + ": " + Redactor.shown(failure, 300);
        Optional<Check> known = firstFailure(report, own);
        if (known.isPresent()) {
            Check cause = known.get();
            return Finding.SCALED_RESOURCE_TRIGGER_FAILS.seen(
                summary + " The cause is known: " + cause.summary(),
                cause.remediation() == null ? Finding.SCALED_RESOURCE_TRIGGER_FAILS.remediation() : cause.remediation()
            );
        }
        boolean fresh = FieldManagers.lastChange(secret).isAfter(clock.instant().minus(RECENT));
        return fresh
            ? Finding.SCALED_RESOURCE_TOKEN_NOT_REREAD.seen(summary + " The Secret was changed a moment ago.")
            : Finding.SCALED_RESOURCE_FAILS_ONLY_IN_KEDA.seen(summary + " The console reads it.");
    }

    /** KEDA's own troubles come first: without an operator nothing is read. Then the forge's, then the trigger's. */
    private static Optional<Check> firstFailure(ConnectionReport report, List<TriggerSpec> own) {
        List<Check> checks = report.probe().checks();
        return checks
            .stream()
            .filter(c -> c.id() == CheckId.KEDA && c.status() == CheckStatus.FAIL)
            .findFirst()
            .or(() ->
                checks
                    .stream()
                    .filter(c -> c.status() == CheckStatus.FAIL)
                    .filter(c -> CheckId.OF_FORGE.contains(c.id()) && c.id() != CheckId.LABELS)
                    .findFirst()
            )
            .or(() ->
                report
                    .readings()
                    .stream()
                    .filter(r -> own.contains(r.trigger()))
                    .flatMap(r -> r.checks().stream())
                    .filter(c -> c.status() == CheckStatus.FAIL)
                    .findFirst()
            );
    }

    /**
     * Returns KEDA's newest warning about an object that is failing now. KEDA writes an event's series once, so that its
     * time says when a failure began and not that it is over.
     */
    Optional<String> newestWarning(ScaledResource scaledResource) {
        try {
            return reads
                .events(scaledResource.namespace(), scaledResource.kind(), scaledResource.name())
                .stream()
                .filter(e -> "Warning".equals(e.getType()) && e.getMessage() != null)
                // What KEDA says once when it replaces a scaler that it is reading with explains nothing else.
                .max(
                    Comparator.comparing((Event e) -> !e.getMessage().contains("context canceled")).thenComparing(
                        ObjectEvents::last
                    )
                )
                .map(Event::getMessage);
        } catch (ClusterException _) {
            return Optional.empty();
        }
    }
}
