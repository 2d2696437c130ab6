package dev.actrunner.console.scaleset;

import org.jspecify.annotations.Nullable;

/**
 * How far and how fast KEDA scales, by KEDA's own fields.
 *
 * @param min {@code minReplicaCount}
 * @param max {@code maxReplicaCount}
 * @param idle {@code idleReplicaCount}, null for none
 * @param pollingInterval in seconds
 * @param cooldownPeriod in seconds; a ScaledJob has none
 * @param initialCooldownPeriod in seconds, null for none; a ScaledJob has none
 * @param fallback what KEDA does where it cannot read the trigger, null to keep the replicas
 * @param strategy {@code scalingStrategy.strategy} of a ScaledJob
 */
public record ScalingLimits(
    int min,
    int max,
    @Nullable Integer idle,
    int pollingInterval,
    int cooldownPeriod,
    @Nullable Integer initialCooldownPeriod,
    @Nullable Fallback fallback,
    String strategy
) {
    public static final int DEFAULT_MAX = 10;
    public static final int DEFAULT_POLLING_INTERVAL = 30;
    public static final int DEFAULT_COOLDOWN = 300;
    /** Starts pending minus running Jobs, and so fits a trigger that counts running jobs too. */
    public static final String DEFAULT_STRATEGY = "default";

    /**
     * Replicas while the trigger cannot be read.
     *
     * @param failureThreshold how many times in a row it must fail
     * @param replicas how many replicas there are then
     */
    public record Fallback(int failureThreshold, int replicas) {}
}
