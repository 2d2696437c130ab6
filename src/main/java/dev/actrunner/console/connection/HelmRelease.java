package dev.actrunner.console.connection;

/**
 * Installed with the Helm chart: a token and KEDA's object, without the forge's address, which only triggers know.
 *
 * @param key namespace and release
 * @param manager who manages it, {@code Helm}
 * @param authentication the name of KEDA's object
 */
public record HelmRelease(ConnectionKey key, String manager, String authentication) {}
