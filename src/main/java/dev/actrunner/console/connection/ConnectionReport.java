package dev.actrunner.console.connection;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.keda.scaling.Trigger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection's probe, and the trigger that KEDA should get.
 *
 * @param trigger null while the platform is unknown
 * @param readings what KEDA reads with the triggers that somebody wrote
 * @param scaledResources the ScaledObjects and ScaledJobs of a connection; none before there is one
 */
public record ConnectionReport(
    ProbeReport probe,
    @Nullable Trigger trigger,
    List<TriggerEvaluation> readings,
    List<EvaluatedScaledResource> scaledResources
) {
    /** The worst finding of the probe; null where nothing is wrong. */
    public @Nullable Finding worstFinding() {
        return probe.worstCheck().map(Check::finding).orElse(null);
    }

    /** Whether triggers were not evaluated that the console's own probes evaluate, so that its verdict is not theirs. */
    public boolean isPartial() {
        return readings.stream().anyMatch(TriggerEvaluation::withheld);
    }

    /** This report with other readings, and its verdict as it is. */
    public ConnectionReport reading(List<TriggerEvaluation> others) {
        return new ConnectionReport(probe, trigger, others, scaledResources);
    }
}
