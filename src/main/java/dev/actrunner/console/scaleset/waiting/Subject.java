package dev.actrunner.console.scaleset.waiting;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.EvaluatedScaledResource;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.keda.scaling.ScaledResource;
import dev.actrunner.console.scaleset.RunnerLabel;
import dev.actrunner.console.scaleset.render.ScaleSetLabels;
import dev.actrunner.console.scaleset.store.StoredScaleSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a chain is of.
 *
 * @param report the connection's probe
 * @param evaluated KEDA's object as the probe saw it
 * @param scaleSet the scale set that it is of, null where it is of none
 */
record Subject(
    Connection connection,
    ConnectionReport report,
    EvaluatedScaledResource evaluated,
    @Nullable StoredScaleSet scaleSet
) {
    ScaledResource object() {
        return evaluated.scaledResource();
    }

    String namespace() {
        return object().namespace();
    }

    boolean isScaledJob() {
        return object().kind().equals("ScaledJob");
    }

    long waiting() {
        JobCounts counts = report.probe().counts();
        return counts == null ? 0 : counts.waiting();
    }

    /** The labels that select the runners' pods: by the scale set, else by what KEDA puts on its Jobs; empty where unknown. */
    Map<String, String> podLabels() {
        if (scaleSet != null && scaleSet.mode() != null) {
            return ScaleSetLabels.selector(scaleSet.key());
        }
        return isScaledJob() ? jobLabels() : Map.of();
    }

    /** The labels of the Jobs that KEDA creates ({@code createJobs} in its {@code scale_jobs.go}). */
    Map<String, String> jobLabels() {
        return Map.of("scaledjob.keda.sh/name", object().name());
    }

    /** The names of the labels that the runners offer; empty where they are not known. */
    List<String> offered() {
        if (scaleSet == null || scaleSet.request().labels() == null) {
            return connection.labels().names();
        }
        return scaleSet
            .request()
            .labels()
            .stream()
            .map(text -> RunnerLabel.parse(String.valueOf(text)).name())
            .toList();
    }

    /** {@code maxReplicaCount}, with KEDA's own default. */
    long max() {
        return object().triggers().isEmpty() ? 100 : object().triggers().getFirst().scaling().maxReplicaCount();
    }
}
