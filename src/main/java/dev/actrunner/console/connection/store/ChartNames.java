package dev.actrunner.console.connection.store;

import dev.actrunner.console.connection.ConnectionSpec;
import org.jspecify.annotations.Nullable;

/**
 * Computes the names that the chart {@code act-runner-controller} gives its objects.
 *
 * @param name the label {@code app.kubernetes.io/name}
 * @param fullname the prefix of the objects' names
 * @param secret the Secret
 * @param authentication KEDA's object
 */
public record ChartNames(String name, String fullname, String secret, String authentication) {
    /** The chart whose names and labels are kept, so that one can take the other's place. */
    public static final String CHART = "act-runner-controller";

    /** The chart release whose layout this is; the chart labels its objects with it. */
    public static final String LAYOUT_VERSION = "0.2.24";

    private static final int MAX = 63;

    public static ChartNames of(String release, ConnectionSpec spec) {
        return of(release, spec.nameOverride(), spec.fullnameOverride(), spec.authenticationName());
    }

    public static ChartNames of(
        String release,
        @Nullable String nameOverride,
        @Nullable String fullnameOverride,
        @Nullable String authenticationName
    ) {
        String fullname = fullname(release, CHART, nameOverride, fullnameOverride);
        return new ChartNames(
            cut(nameOverride == null ? CHART : nameOverride),
            fullname,
            cut(fullname + "-forgejo-api"),
            authenticationName == null ? cut(fullname + "-trigger-auth") : authenticationName
        );
    }

    /**
     * Returns the prefix of the objects' names of a release, as both charts compute it.
     *
     * @param nameOverride null for the chart's name
     * @param fullnameOverride null for the release's and the chart's name
     */
    public static String fullname(
        String release,
        String chart,
        @Nullable String nameOverride,
        @Nullable String fullnameOverride
    ) {
        return fullnameOverride == null
            ? fullname(release, nameOverride == null ? chart : nameOverride)
            : cut(fullnameOverride);
    }

    /** The release alone where it names the chart already, else both. */
    public static String fullname(String release, String chart) {
        return cut(release.contains(chart) ? release : release + "-" + chart);
    }

    /** Cut as the chart cuts: 63 characters, and one dash less at the end. */
    public static String cut(String text) {
        String start = text.length() <= MAX ? text : text.substring(0, MAX);
        return start.endsWith("-") ? start.substring(0, start.length() - 1) : start;
    }
}
