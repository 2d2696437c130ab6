package dev.actrunner.console.advice;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.trigger.RecommendedTrigger;
import dev.actrunner.console.forge.ForgeVersion;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.scaling.Trigger;
import dev.actrunner.console.scaleset.RunnerMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Advises on scale sets. */
@Component
public class Advisor {

    private final Keda keda;

    Advisor(Keda keda) {
        this.keda = keda;
    }

    /**
     * Advises how to scale on a connection.
     *
     * @param probed the last probe's, null where there was none: then the platform that was found when it was applied counts
     * @throws ConnectionException.Invalid while the platform is unknown, or where no trigger of KEDA's can read the forge
     */
    public ScaleSetAdvice advise(Connection connection, @Nullable ConnectionReport probed) {
        ProbeReport report = probed == null ? null : probed.probe();
        Platform found = report == null ? null : report.platform();
        Platform platform = found == null ? connection.platform() : found;
        if (platform == null) {
            throw ConnectionException.invalid(
                "forge.platform",
                "is not known yet, and the trigger depends on it: probe the connection, or set the platform"
            );
        }
        Trigger trigger = trigger(connection, platform, probed);
        Optional<ForgeVersion> version = Optional.ofNullable(report).flatMap(ProbeReport::release);
        var names = new ScaleSetNames(connection);
        var chart = new ChartValues(connection, trigger, names);
        var job = new RunnerJob(connection, platform, names);
        boolean oneJob = RunnerMode.isEphemeralOffered(platform, version);
        var scaledResources = new ScaledResourceManifests(connection, trigger, names);
        return new ScaleSetAdvice(
            trigger,
            connection.authentication(),
            scaledResources.scaledObject(),
            oneJob ? scaledResources.scaledJob(job.template()) : null,
            chart.values(),
            chart.command(),
            !chart.rendersTrigger(),
            new Reasons(connection, platform, trigger, kedasTriggers()).notes(chart.rendersTrigger(), oneJob)
        );
    }

    private static Trigger trigger(Connection connection, Platform platform, @Nullable ConnectionReport probed) {
        if (probed != null && probed.trigger() != null) {
            return probed.trigger();
        }
        return RecommendedTrigger.of(
            connection.forge(),
            platform,
            connection.scope(),
            connection.labels(),
            connection.token(),
            null
        ).orElseThrow(() ->
            platform == Platform.FORGEJO && connection.labels().isEmpty()
                ? ConnectionException.invalid(
                      "runnerLabels",
                      "is empty, and KEDA rejects a forgejo-runner trigger without labels: enter the runner labels"
                  )
                : ConnectionException.invalid(
                      "token",
                      "is given to KEDA as the parameter " +
                          connection.token().parameter() +
                          ", which this forge's trigger cannot send: store the token alone, and give it as token"
                  )
        );
    }

    /** Null where it is not known. */
    private @Nullable List<String> kedasTriggers() {
        try {
            return keda.cached().triggers();
        } catch (ClusterException _) {
            return null;
        }
    }
}
