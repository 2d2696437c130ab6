package dev.actrunner.console.keda.authentication;

/**
 * Refers to KEDA's object of a connection.
 *
 * @param kind {@code TriggerAuthentication} or {@code ClusterTriggerAuthentication}
 * @param name the object's name
 */
public record AuthenticationRef(String kind, String name) {
    /** The kind that serves one namespace, and the one that is meant where none is named. */
    public static final String NAMESPACED = TriggerAuthentication.class.getSimpleName();

    private static final String CLUSTER = ClusterTriggerAuthentication.class.getSimpleName();

    /** Whether it is the kind that serves every namespace. */
    public boolean servesEveryNamespace() {
        return kind.equals(CLUSTER);
    }
}
