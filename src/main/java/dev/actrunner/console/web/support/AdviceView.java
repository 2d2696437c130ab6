package dev.actrunner.console.web.support;

import dev.actrunner.console.advice.Advisor;
import dev.actrunner.console.advice.ScaleSetAdvice;
import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.web.language.Phrases;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Advice on how to scale on a connection, for a page.
 *
 * @param triggerType KEDA's name of the trigger
 * @param yaml a whole ScaledObject
 * @param scaledJob a whole ScaledJob, null where the forge's release has no runners for one job each
 * @param values values for the chart, as YAML
 * @param applyYaml whether the YAML must be applied by hand
 */
public record AdviceView(
    String triggerType,
    String yaml,
    @Nullable String scaledJob,
    String values,
    String helmCommand,
    boolean applyYaml,
    List<String> notes
) {
    /** Null while the platform, on which the trigger depends, is unknown. */
    public static @Nullable AdviceView of(
        Advisor advisor,
        Connection connection,
        @Nullable ConnectionReport report,
        Cluster cluster
    ) {
        try {
            ScaleSetAdvice advice = advisor.advise(connection, report);
            return new AdviceView(
                advice.trigger().type(),
                cluster.asYaml(advice.scaledObject()),
                advice.scaledJob() == null ? null : cluster.asYaml(advice.scaledJob()),
                cluster.asYaml(advice.values()),
                advice.helmCommand(),
                advice.applyScaledObject(),
                advice.notes().stream().map(Phrases.ofReader()::translate).toList()
            );
        } catch (ConnectionException.Invalid _) {
            return null;
        }
    }
}
