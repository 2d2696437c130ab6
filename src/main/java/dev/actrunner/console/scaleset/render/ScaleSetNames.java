package dev.actrunner.console.scaleset.render;

import dev.actrunner.console.connection.store.ChartNames;
import dev.actrunner.console.scaleset.ScaleSetKey;

/**
 * Names a scale set's objects as the chart {@code act-runner-scale-set} does, so that one can take the other's place.
 *
 * @param fullname the workload and KEDA's object
 * @param registration the Secret with the runners' registration
 * @param config the ConfigMap with the runners' configuration
 */
public record ScaleSetNames(String fullname, String registration, String config) {
    /** The chart whose names and labels are kept. */
    public static final String CHART = "act-runner-scale-set";

    /** Computes the names; a scale set's name takes the place of the Helm release's. */
    public static ScaleSetNames of(ScaleSetKey key) {
        return of(ChartNames.fullname(key.name(), CHART));
    }

    /** Computes the names of a release whose workload has a name of its own. */
    public static ScaleSetNames of(String fullname) {
        return new ScaleSetNames(
            fullname,
            ChartNames.cut(fullname + "-gitea-secret"),
            ChartNames.cut(fullname + "-config")
        );
    }
}
