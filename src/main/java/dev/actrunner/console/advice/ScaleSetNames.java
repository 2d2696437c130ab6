package dev.actrunner.console.advice;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.store.ChartNames;

/**
 * Names the objects of a scale set.
 *
 * @param release the Helm release
 * @param fullname what the chart makes of it, the name of the workload and its ScaledObject
 * @param registration the Secret with the runners' registration
 */
record ScaleSetNames(String release, String fullname, String registration) {
    static final String CHART = "act-runner-scale-set";

    ScaleSetNames(Connection connection) {
        this(connection.key().name() + "-runners");
    }

    private ScaleSetNames(String release) {
        this(release, ChartNames.fullname(release, CHART), release + "-registration");
    }
}
