package dev.actrunner.console.scaleset.apply;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.forge.ForgeVersion;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.scaleset.RunnerMode;
import dev.actrunner.console.scaleset.ScaleSetSpec;
import dev.actrunner.console.scaleset.store.StoredScaleSet;
import java.util.Optional;

/** Chooses how long the runners of a scale set live. */
final class RunnerModes {

    private RunnerModes() {}

    /**
     * Returns what was asked for, else what the scale set has, else ephemeral where the forge can.
     *
     * @param version empty while it is not known
     * @throws ConnectionException.Invalid where ephemeral runners are asked for and the forge has none
     */
    static RunnerMode choose(
        ScaleSetSpec spec,
        Platform platform,
        Optional<ForgeVersion> version,
        Optional<StoredScaleSet> before
    ) {
        boolean offered = RunnerMode.isEphemeralOffered(platform, version);
        RunnerMode asked = spec.mode();
        if (asked == RunnerMode.EPHEMERAL && !offered && version.isPresent()) {
            throw ConnectionException.invalid(
                "mode",
                "cannot be ephemeral: Forgejo has ephemeral runners from 15 on, and this is " +
                    version.get() +
                    ". Set it to persistent"
            );
        }
        if (asked != null) {
            return asked;
        }
        return before.map(StoredScaleSet::mode).orElse(offered ? RunnerMode.EPHEMERAL : RunnerMode.PERSISTENT);
    }
}
