package dev.actrunner.console.connection.scaling;

import java.time.Instant;

/**
 * An Event of the cluster about an object.
 *
 * @param at when it happened last
 * @param warning whether it is of the type {@code Warning}
 * @param object such as {@code ScaledObject runners}
 * @param reason such as {@code KEDAScalerFailed}
 * @param message shortened, without what looks like a token
 * @param count how often it happened
 */
public record ObjectEvent(Instant at, boolean warning, String object, String reason, String message, int count) {}
