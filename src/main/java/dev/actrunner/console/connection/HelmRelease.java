package dev.actrunner.console.connection;

/**
 * A connection that was installed with the Helm chart: a token and KEDA's object, without the forge's URL, which only the
 * triggers have.
 *
 * @param key namespace and release
 * @param manager who manages it, {@code Helm}
 * @param authentication the name of KEDA's object
 */
public record HelmRelease(ConnectionKey key, String manager, String authentication) {}
