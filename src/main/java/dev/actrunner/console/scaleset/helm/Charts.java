package dev.actrunner.console.scaleset.helm;

import dev.actrunner.console.connection.store.ChartNames;
import org.jspecify.annotations.Nullable;

/** Names the two charts and the objects that they install. */
final class Charts {

    static final String CONTROLLER = "act-runner-controller";
    static final String SCALE_SET = "act-runner-scale-set";

    private Charts() {}

    /**
     * Names the objects of a release as both charts do.
     *
     * @param nameOverride null for the chart's name
     * @param fullnameOverride null for the release's and the chart's name
     */
    static String fullname(
        String release,
        String chart,
        @Nullable String nameOverride,
        @Nullable String fullnameOverride
    ) {
        if (fullnameOverride != null) {
            return ChartNames.cut(fullnameOverride);
        }
        return ChartNames.fullname(release, nameOverride == null ? chart : nameOverride);
    }
}
