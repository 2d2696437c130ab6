package dev.actrunner.console.connection.trigger;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.keda.scaler.ScalerRequest;
import dev.actrunner.console.keda.scaling.ScalingSpec;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Names the traps that a trigger has fallen into, as far as its text and its owner say, without asking the forge. */
final class TriggerLinter {

    /** What selects blocked jobs on Gitea ({@code convertToInternal} in its {@code routers/api/v1/shared/action.go}). */
    private static final Set<String> BLOCKED = Set.of("waiting", "pending", "requested", "action_required");

    /** Half of what KEDA writes into a metric, which has three decimals ({@code quantityFromFloat64}). */
    private static final BigDecimal LEAST_TARGET = new BigDecimal("0.0005");

    private final TriggerSpec trigger;
    private final ScalingSpec scaling;
    private final BiConsumer<Finding, String> found;

    /** @param found takes a finding, and what the trigger does as the rest of a sentence */
    TriggerLinter(TriggerSpec trigger, BiConsumer<Finding, String> found) {
        this.trigger = trigger;
        this.scaling = trigger.scaling();
        this.found = found;
    }

    /** Checks what does not depend on the answer. */
    void beforeAsking(HttpUrl address, @Nullable Platform platform, ScalerRequest request) {
        boolean forgejoRunner = trigger.type().equals("forgejo-runner");
        if (trigger.isTrue("unsafeSsl")) {
            found.accept(
                Finding.TRIGGER_UNSAFE_SSL,
                forgejoRunner
                    ? "has unsafeSsl, which this trigger does not read."
                    : "has unsafeSsl: KEDA gives the token to anybody who answers."
            );
        }
        if (!trigger.get("apiKey").isEmpty() || !address.password().isEmpty()) {
            found.accept(
                Finding.TRIGGER_PLAIN_SECRET,
                "has a secret in its metadata, where everybody who sees it reads it."
            );
        }
        scale(request);
        if (forgejoRunner) {
            if (!trigger.get("owner").isEmpty() && trigger.get("repo").isEmpty() && trigger.get("org").isEmpty()) {
                found.accept(
                    Finding.TRIGGER_OWNER,
                    "has an owner and no repo: KEDA ignores it and counts " +
                        (trigger.isTrue("global") ? "the whole instance." : "the token's own user.")
                );
            }
            counted(true, true);
        } else if (platform == Platform.GITEA && address.encodedPath().endsWith("/actions/jobs")) {
            statuses(new HashSet<>(address.queryParameterValues("status")));
        } else if (platform == Platform.FORGEJO && address.encodedPath().endsWith("/runners/jobs")) {
            counted(true, true);
        }
    }

    private void scale(ScalerRequest request) {
        String metricType = trigger.metricType();
        boolean averages = metricType.isEmpty() || metricType.equals("AverageValue");
        if (request.target().compareTo(LEAST_TARGET) < 0) {
            found.accept(
                Finding.TRIGGER_INACTIVE,
                "has the targetValue " +
                    request.target().toPlainString() +
                    ", of which KEDA makes 0: nothing is started."
            );
        }
        if (!averages && trigger.isOfScaledJob()) {
            found.accept(
                Finding.TRIGGER_INACTIVE,
                "has the metricType " + metricType + ", for which a ScaledJob starts no Job at all."
            );
        } else if (metricType.equals("Value")) {
            found.accept(
                Finding.TRIGGER_METRIC_TYPE,
                "has the metricType Value: the replicas are multiplied by the number instead of following it."
            );
        } else if (!averages) {
            found.accept(
                Finding.TRIGGER_INVALID,
                "has the metricType " + metricType + ", which the HorizontalPodAutoscaler refuses."
            );
        }
    }

    private void statuses(Set<@Nullable String> statuses) {
        if (statuses.isEmpty()) {
            found.accept(Finding.TRIGGER_ALL_JOBS, "asks for no status, and so counts every job that ever was.");
        }
        List<String> blocked = BLOCKED.stream().filter(statuses::contains).sorted().toList();
        if (!blocked.isEmpty()) {
            found.accept(
                Finding.TRIGGER_BLOCKED_JOBS,
                "counts status=" +
                    String.join(", ", blocked) +
                    ", which on Gitea are the jobs that wait for other jobs, not those that wait for a runner."
            );
            return;
        }
        counted(statuses.contains("queued"), statuses.contains("in_progress"));
    }

    /** Whether what is counted fits what the owner subtracts ({@code NewScalingStrategy} in KEDA's {@code scale_jobs.go}). */
    private void counted(boolean queued, boolean running) {
        if (trigger.owner() == null || !queued) {
            return;
        }
        if (!trigger.isOfScaledJob()) {
            if (!running) {
                found.accept(
                    Finding.TRIGGER_QUEUED_ONLY,
                    "counts queued jobs alone: once a runner takes one, KEDA removes the runner at work."
                );
            }
            return;
        }
        double share = scaling.runningShare();
        switch (scaling.strategy()) {
            case "accurate", "eager" -> {
                if (running) {
                    found.accept(
                        Finding.TRIGGER_STRATEGY,
                        "counts running jobs too, which the strategy " + scaling.strategy() + " does not subtract."
                    );
                }
            }
            case "custom" -> {
                if (running && share < 1) {
                    found.accept(
                        Finding.TRIGGER_STRATEGY,
                        "counts running jobs too, of whose Jobs the strategy custom subtracts the share " + share + "."
                    );
                }
                if (!running && share > 0) {
                    found.accept(
                        Finding.TRIGGER_QUEUED_ONLY,
                        "counts queued jobs alone, and the strategy custom subtracts Jobs that run, so too few are started."
                    );
                }
                if (scaling.deduction() > 0) {
                    found.accept(
                        Finding.TRIGGER_QUEUED_ONLY,
                        "loses " +
                            scaling.deduction() +
                            " jobs to customScalingQueueLengthDeduction, for which nothing is started."
                    );
                }
            }
            default -> {
                if (!running) {
                    found.accept(
                        Finding.TRIGGER_QUEUED_ONLY,
                        "counts queued jobs alone; the strategy default subtracts the Jobs that run, so too few are started."
                    );
                }
            }
        }
    }

    /** Checks what depends on the number. */
    void afterReading(BigDecimal value, ScalerRequest request) {
        BigDecimal activation = request.activation();
        if (activation.signum() <= 0 || scaling.minReplicaCount() > 0) {
            if (activation.signum() < 0 && scaling.minReplicaCount() == 0) {
                found.accept(
                    Finding.TRIGGER_ACTIVATION,
                    "has a negative activationTargetValue, with which it is active for ever and never goes to none."
                );
            }
            return;
        }
        String threshold = activation.stripTrailingZeros().toPlainString();
        if (value.signum() > 0 && value.compareTo(activation) <= 0) {
            found.accept(
                Finding.TRIGGER_INACTIVE,
                "reads " +
                    value.stripTrailingZeros().toPlainString() +
                    ", and KEDA starts nothing from none until it is more than the activationTargetValue " +
                    threshold +
                    "."
            );
        } else if (activation.compareTo(BigDecimal.ONE) >= 0) {
            found.accept(
                Finding.TRIGGER_ACTIVATION,
                "has the activationTargetValue " +
                    threshold +
                    ": with that many jobs or fewer, nothing is started from none."
            );
        }
    }

    /** Returns how many runners the number is for, as the rest of a sentence. */
    static String effect(BigDecimal value, ScalerRequest request) {
        String read = "reads " + value.stripTrailingZeros().toPlainString();
        return request.target().compareTo(BigDecimal.ONE) == 0
            ? read + "."
            : String.format(
                  Locale.ROOT,
                  "%s, one runner for each %s.",
                  read,
                  request.target().stripTrailingZeros().toPlainString()
              );
    }
}
