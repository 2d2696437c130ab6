package dev.actrunner.console.web.connection;

import java.util.Locale;

/** Lists the tabs of a connection's page, in their order. */
public enum ConnectionTab {
    /** What is wrong, and why a job waits. */
    OVERVIEW,
    SCALE_SETS,
    HISTORY,
    TRIGGERS,
    /** Manifests, exports, and who manages which field. */
    RESOURCES,
    /** What happened. */
    ACTIVITY;

    /** Returns its name in addresses and messages, such as {@code scale-sets}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
