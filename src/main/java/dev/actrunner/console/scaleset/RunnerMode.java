package dev.actrunner.console.scaleset;

import dev.actrunner.console.forge.ForgeVersion;
import dev.actrunner.console.forge.Platform;
import java.util.Locale;
import java.util.Optional;

/** Lists how long a runner lives. */
public enum RunnerMode {
    /** A ScaledJob starts a runner for each job, on a clean disk; it ends with the job. */
    EPHEMERAL,
    /** A ScaledObject adds and removes runners that run job after job. */
    PERSISTENT;

    private static final int FORGEJO_WITH_EPHEMERAL = 15;

    /**
     * Returns whether a forge has ephemeral runners: every Gitea that lists jobs (they came with 1.24), Forgejo from 15 on
     * (forgejo#9962).
     *
     * @param version empty while it is not known
     */
    public static boolean isEphemeralOffered(Platform platform, Optional<ForgeVersion> version) {
        return platform == Platform.GITEA || version.map(v -> v.atLeast(FORGEJO_WITH_EPHEMERAL)).orElse(false);
    }

    /** Returns its name in JSON and in forms. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
