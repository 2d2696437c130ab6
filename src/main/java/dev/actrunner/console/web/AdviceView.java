package dev.actrunner.console.web;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.Connections;
import dev.actrunner.console.connection.ScaleSetAdvice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to scale on a connection, for a page.
 *
 * @param triggerType KEDA's name of the trigger
 * @param yaml a whole ScaledObject
 * @param applyYaml whether the YAML must be applied by hand
 */
record AdviceView(String triggerType, String yaml, String helmCommand, boolean applyYaml, List<String> notes) {
    /** Null while the platform, on which the trigger depends, is unknown. */
    static @Nullable AdviceView of(
        Connections connections,
        Connection connection,
        @Nullable ConnectionReport report,
        Cluster cluster
    ) {
        try {
            ScaleSetAdvice advice = connections.advice(connection, report == null ? null : report.probe().platform());
            return new AdviceView(
                advice.trigger().type(),
                cluster.asYaml(advice.scaledObject()),
                advice.helmCommand(),
                advice.applyScaledObject(),
                advice.notes()
            );
        } catch (ConnectionException.Invalid _) {
            return null;
        }
    }
}
