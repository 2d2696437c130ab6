package dev.actrunner.console.scaleset.request;

import static java.util.Objects.requireNonNullElse;

import dev.actrunner.console.scaleset.ScalingLimits;
import dev.actrunner.console.scaleset.request.ScaleSetRequest.FallbackRequest;
import dev.actrunner.console.scaleset.request.ScaleSetRequestValidator.Errors;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads how far KEDA scales, and rejects what KEDA would (its {@code scaledobject_types.go}, {@code scaledjob_types.go} and
 * {@code CheckReplicaCountBoundsAreValid}, {@code CheckFallbackValid}).
 */
final class LimitsReader {

    private static final int MOST = 1_000_000;
    private static final Set<String> STRATEGIES = Set.of("default", "accurate", "eager");

    private LimitsReader() {}

    static ScalingLimits read(ScaleSetRequest request, Errors errors) {
        int min = number("min", request.min(), 0, 0, errors);
        int max = number("max", request.max(), ScalingLimits.DEFAULT_MAX, 1, errors);
        int polling = number(
            "pollingInterval",
            request.pollingInterval(),
            ScalingLimits.DEFAULT_POLLING_INTERVAL,
            1,
            errors
        );
        int cooldown = number("cooldownPeriod", request.cooldownPeriod(), ScalingLimits.DEFAULT_COOLDOWN, 0, errors);
        if (request.initialCooldownPeriod() != null) {
            number("initialCooldownPeriod", request.initialCooldownPeriod(), 0, 0, errors);
        }
        if (max < min) {
            errors.add("max", "is less than min: KEDA rejects that");
        }
        Integer idle = request.idle();
        if (idle != null) {
            number("idle", idle, 0, 0, errors);
            if (idle >= min) {
                errors.add("idle", "is not less than min: KEDA rejects that. Leave it out to scale to min");
            }
        }
        String strategy = requireNonNullElse(request.scalingStrategy(), ScalingLimits.DEFAULT_STRATEGY);
        if (!STRATEGIES.contains(strategy)) {
            errors.add("scalingStrategy", "must be one of accurate, default, eager");
        }
        return new ScalingLimits(
            min,
            max,
            idle,
            polling,
            cooldown,
            request.initialCooldownPeriod(),
            fallback(request.fallback(), errors),
            strategy
        );
    }

    /**
     * Rejects what KEDA's object has no field for.
     *
     * @param replicas whether KEDA scales replicas by a ScaledObject, and does not start Jobs by a ScaledJob
     */
    static void requireFields(ScaleSetRequest request, boolean replicas, Errors errors) {
        if (replicas) {
            errors.add(
                "scalingStrategy",
                request.scalingStrategy() == null
                    ? null
                    : "has no meaning for persistent runners: a ScaledObject has no such field"
            );
            return;
        }
        String reason = "has no meaning for ephemeral runners: a ScaledJob has no such field. Leave it out";
        errors.add("idle", request.idle() == null ? null : reason);
        errors.add("cooldownPeriod", request.cooldownPeriod() == null ? null : reason);
        errors.add("initialCooldownPeriod", request.initialCooldownPeriod() == null ? null : reason);
        errors.add("fallback", request.fallback() == null ? null : reason);
    }

    private static ScalingLimits.@Nullable Fallback fallback(@Nullable FallbackRequest fallback, Errors errors) {
        if (fallback == null) {
            return null;
        }
        Integer threshold = fallback.failureThreshold();
        Integer replicas = fallback.replicas();
        errors.add("fallback.failureThreshold", threshold == null ? "is missing: KEDA requires it" : null);
        errors.add("fallback.replicas", replicas == null ? "is missing: KEDA requires it" : null);
        if (threshold == null || replicas == null) {
            return null;
        }
        number("fallback.failureThreshold", threshold, 0, 0, errors);
        number("fallback.replicas", replicas, 0, 0, errors);
        return new ScalingLimits.Fallback(threshold, replicas);
    }

    private static int number(String field, @Nullable Integer given, int absent, int least, Errors errors) {
        int number = requireNonNullElse(given, absent);
        if (number < least || number > MOST) {
            errors.add(field, "must be from " + least + " to " + MOST);
        }
        return number;
    }
}
