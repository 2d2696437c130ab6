package dev.actrunner.console.scaleset;

/**
 * A workload that exists already and is only scaled.
 *
 * @param kind {@code Deployment} or {@code StatefulSet}
 */
public record ScaleTarget(String kind, String name) {}
