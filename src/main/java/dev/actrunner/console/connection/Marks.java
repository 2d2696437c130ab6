package dev.actrunner.console.connection;

import java.util.Map;

/** The labels and annotations by which the console knows its objects and what they are for. */
final class Marks {

    static final String NAME = "app.kubernetes.io/name";
    static final String INSTANCE = "app.kubernetes.io/instance";
    static final String COMPONENT = "app.kubernetes.io/component";
    static final String VERSION = "app.kubernetes.io/version";
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    private static final String PREFIX = "console.actrunner.dev/";
    static final String FORGE_URL = PREFIX + "forge-url";
    /** On a Secret: the forge that its token is for, and the only one that the console sends it to. */
    static final String FORGE_ORIGIN = PREFIX + "forge-origin";
    /** On a Secret: the digest of the certificate authorities that may vouch for that forge. */
    static final String FORGE_CA = PREFIX + "forge-ca";
    static final String PLATFORM = PREFIX + "platform";
    static final String CA = PREFIX + "ca";
    /** Written by people, such as {@code 5m}: how often to probe. */
    static final String INTERVAL = PREFIX + "interval";
    static final String SCOPE = PREFIX + "scope";
    static final String ORG = PREFIX + "org";
    static final String OWNER = PREFIX + "owner";
    static final String REPO = PREFIX + "repo";
    static final String RUNNER_LABELS = PREFIX + "runner-labels";
    /** {@code made} on an object that did not exist before the console made it. Only such objects are ever deleted. */
    static final String ORIGIN = PREFIX + "origin";
    /** On KEDA's object: whether the Secret is the console's to write ({@code managed}) or was named ({@code existing}). */
    static final String SECRET = PREFIX + "secret";

    static final String MADE = "made";
    static final String MANAGED = "managed";
    static final String EXISTING = "existing";

    /** The labels of every object of the console's. */
    static final Map<String, String> OURS = Map.of(MANAGED_BY, "act-runner-console", COMPONENT, "autoscaler-config");

    private Marks() {}

    /** The labels of one connection's objects. */
    static Map<String, String> of(ConnectionKey key) {
        return Map.of(MANAGED_BY, "act-runner-console", COMPONENT, "autoscaler-config", INSTANCE, key.name());
    }
}
