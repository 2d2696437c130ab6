package dev.actrunner.console.connection.rotate;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import org.jspecify.annotations.Nullable;

/**
 * The result of a rotation.
 *
 * @param report the probe with what the Secret has now
 * @param previousToken the last eight characters of the token before, as forges list them; null where there was none
 */
public record RotationResult(ConnectionKey key, ConnectionReport report, @Nullable String previousToken) {}
