package dev.actrunner.console.keda;

/**
 * KEDA's object of a connection.
 *
 * @param kind {@code TriggerAuthentication} or {@code ClusterTriggerAuthentication}
 */
public record AuthenticationRef(String kind, String name) {}
