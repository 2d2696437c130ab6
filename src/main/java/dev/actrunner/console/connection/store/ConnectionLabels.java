package dev.actrunner.console.connection.store;

import dev.actrunner.console.connection.ConnectionKey;
import java.util.List;
import java.util.Map;

/** Lists the labels and annotations by which the console knows its objects and what they are for. */
public final class ConnectionLabels {

    public static final String NAME = "app.kubernetes.io/name";
    /** The name of the connection, or of the scale set: the charts have the release's there. */
    public static final String INSTANCE = "app.kubernetes.io/instance";
    static final String COMPONENT = "app.kubernetes.io/component";
    public static final String VERSION = "app.kubernetes.io/version";
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    private static final String PREFIX = "console.actrunner.dev/";
    public static final String FORGE_URL = PREFIX + "forge-url";
    /** On a Secret: the forge that its token is for, and the only one that the console sends it to. */
    public static final String FORGE_ORIGIN = PREFIX + "forge-origin";
    /** On a Secret: the digest of the certificate authorities that may vouch for that forge. */
    public static final String FORGE_CA = PREFIX + "forge-ca";
    public static final String PLATFORM = PREFIX + "platform";
    public static final String CA = PREFIX + "ca";
    /** Written by people, such as {@code 5m}: how often to probe. */
    static final String INTERVAL = PREFIX + "interval";
    /** On KEDA's object: until when nobody wants a notification, such as {@code 2026-12-01T08:00:00Z}. */
    public static final String SILENCE_UNTIL = PREFIX + "silence-until";
    /** On KEDA's object: the id of the finding that somebody takes care of. */
    public static final String SILENCE_FINDING = PREFIX + "silence-finding";
    public static final String SILENCE_BY = PREFIX + "silence-by";
    public static final String SILENCE_AT = PREFIX + "silence-at";
    public static final String SILENCE_REASON = PREFIX + "silence-reason";
    /** All of a silence. */
    public static final List<String> SILENCE = List.of(
        SILENCE_UNTIL,
        SILENCE_FINDING,
        SILENCE_BY,
        SILENCE_AT,
        SILENCE_REASON
    );
    public static final String SCOPE = PREFIX + "scope";
    public static final String ORG = PREFIX + "org";
    public static final String OWNER = PREFIX + "owner";
    public static final String REPO = PREFIX + "repo";
    public static final String RUNNER_LABELS = PREFIX + "runner-labels";
    /** {@code made} on an object that did not exist before the console made it. Only such objects are ever deleted. */
    public static final String ORIGIN = PREFIX + "origin";
    /** On KEDA's object: whether the Secret is the console's to write ({@code managed}) or was named ({@code existing}). */
    public static final String SECRET = PREFIX + "secret";

    public static final String MADE = "made";
    public static final String MANAGED = "managed";
    public static final String EXISTING = "existing";

    /** The labels of every object of the console's. */
    public static final Map<String, String> OURS = Map.of(
        MANAGED_BY,
        "act-runner-console",
        COMPONENT,
        "autoscaler-config"
    );

    private ConnectionLabels() {}

    /** The labels of one connection's objects. */
    public static Map<String, String> of(ConnectionKey key) {
        return Map.of(MANAGED_BY, "act-runner-console", COMPONENT, "autoscaler-config", INSTANCE, key.name());
    }
}
