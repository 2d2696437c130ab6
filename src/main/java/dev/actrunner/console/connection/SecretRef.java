package dev.actrunner.console.connection;

/**
 * Where a connection's token is stored.
 *
 * @param managed whether the console writes the Secret; false for one that was named and stays as it is
 */
public record SecretRef(String secretName, String secretKey, boolean managed) {}
