package dev.actrunner.console.connection.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.keda.scaler.AuthParams;
import dev.actrunner.console.keda.scaler.ParsedTrigger;
import dev.actrunner.console.keda.scaler.ScalerRequest;
import dev.actrunner.console.keda.scaler.TriggerParser;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The traps that a trigger's text shows without asking the forge. */
class TriggerLinterTest {

    private static final String JOBS = "https://git.example.org/api/v1/admin/actions/jobs";
    private static final AuthParams TOKEN = new AuthParams(Map.of("token", "t"), Set.of());

    private final List<Finding> found = new ArrayList<>();

    private static Map<String, Object> metricsApi(String url, Map<String, String> more) {
        var metadata = new HashMap<String, String>(
            Map.of("url", url, "valueLocation", "total_count", "targetValue", "1", "authMode", "bearer")
        );
        metadata.putAll(more);
        return Map.of("type", "metrics-api", "metadata", metadata);
    }

    private static Map<String, Object> forgejoRunner(Map<String, String> more) {
        var metadata = new HashMap<String, String>(Map.of("address", "https://git.example.org", "labels", "docker"));
        metadata.putAll(more);
        return Map.of("type", "forgejo-runner", "metadata", metadata);
    }

    private static TriggerSpec of(String kind, Map<String, ?> spec, Map<String, Object> trigger) {
        var all = new HashMap<String, Object>(spec);
        all.put("triggers", List.of(trigger));
        return TriggerSpec.in(Map.of("kind", kind, "spec", all)).getFirst();
    }

    private static TriggerSpec scaledObject(Map<String, Object> trigger) {
        return of("ScaledObject", Map.of(), trigger);
    }

    private static Map<String, Object> strategy(String strategy, String share, int deduction) {
        return Map.of(
            "scalingStrategy",
            Map.of(
                "strategy",
                strategy,
                "customScalingRunningJobPercentage",
                share,
                "customScalingQueueLengthDeduction",
                deduction
            )
        );
    }

    private static ScalerRequest request(TriggerSpec trigger) {
        return ((ParsedTrigger.Accepted) TriggerParser.parse(trigger, TOKEN)).request();
    }

    private List<Finding> before(TriggerSpec trigger, Platform platform) {
        ScalerRequest request = request(trigger);
        linter(trigger).beforeAsking(HttpUrl.get(request.url()), platform, request);
        return found;
    }

    private List<Finding> onGitea(TriggerSpec trigger) {
        return before(trigger, Platform.GITEA);
    }

    private TriggerLinter linter(TriggerSpec trigger) {
        return new TriggerLinter(trigger, (finding, _) -> found.add(finding));
    }

    @Test
    void theRecommendedTriggersHaveNoTrap() {
        String both = JOBS + "?status=queued&status=in_progress";
        assertThat(onGitea(scaledObject(metricsApi(both, Map.of())))).isEmpty();
        assertThat(onGitea(of("ScaledJob", Map.of(), metricsApi(both, Map.of())))).isEmpty();
        assertThat(before(scaledObject(forgejoRunner(Map.of())), Platform.FORGEJO)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', TRIGGER_ALL_JOBS",
        "?status=waiting, TRIGGER_BLOCKED_JOBS",
        "?status=queued&status=pending, TRIGGER_BLOCKED_JOBS",
        "?status=queued, TRIGGER_QUEUED_ONLY",
        "?status=in_progress, ",
    })
    void theStatusThatGiteaIsAskedForDecides(String query, @Nullable Finding finding) {
        assertThat(onGitea(scaledObject(metricsApi(JOBS + query, Map.of())))).isEqualTo(
            finding == null ? List.of() : List.of(finding)
        );
    }

    @Test
    void whatIsInTheMetadataIsSeenByEverybody() {
        assertThat(
            before(scaledObject(forgejoRunner(Map.of("apiKey", "k", "unsafeSsl", "true"))), Platform.FORGEJO)
        ).containsExactly(Finding.TRIGGER_UNSAFE_SSL, Finding.TRIGGER_PLAIN_SECRET);
    }

    @Test
    void anOwnerWithoutARepositoryIsIgnored() {
        assertThat(before(scaledObject(forgejoRunner(Map.of("owner", "acme"))), Platform.FORGEJO)).containsExactly(
            Finding.TRIGGER_OWNER
        );
        found.clear();
        assertThat(
            before(scaledObject(forgejoRunner(Map.of("owner", "acme", "org", "acme"))), Platform.FORGEJO)
        ).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "default, 0, 0, false, TRIGGER_QUEUED_ONLY",
        "default, 0, 0, true, ",
        "accurate, 0, 0, false, ",
        "accurate, 0, 0, true, TRIGGER_STRATEGY",
        "eager, 0, 0, true, TRIGGER_STRATEGY",
        "custom, 0.5, 0, true, TRIGGER_STRATEGY",
        "custom, 1, 0, true, ",
        "custom, 0.5, 0, false, TRIGGER_QUEUED_ONLY",
        "custom, 0, 0, false, ",
        "custom, 1, 2, true, TRIGGER_QUEUED_ONLY",
    })
    void aScaledJobsStrategyMustFitWhatIsCounted(
        String strategy,
        String share,
        int deduction,
        boolean running,
        @Nullable Finding finding
    ) {
        String query = running ? "?status=queued&status=in_progress" : "?status=queued";
        TriggerSpec trigger = of("ScaledJob", strategy(strategy, share, deduction), metricsApi(JOBS + query, Map.of()));
        assertThat(onGitea(trigger)).isEqualTo(finding == null ? List.of() : List.of(finding));
    }

    @ParameterizedTest
    @CsvSource({
        "ScaledObject, AverageValue, ",
        "ScaledObject, Value, TRIGGER_METRIC_TYPE",
        "ScaledObject, Averages, TRIGGER_INVALID",
        "ScaledJob, Value, TRIGGER_INACTIVE",
    })
    void theMetricTypeDecidesWhatBecomesOfTheNumber(String kind, String metricType, @Nullable Finding finding) {
        var trigger = new HashMap<>(metricsApi(JOBS + "?status=queued&status=in_progress", Map.of()));
        trigger.put("metricType", metricType);
        assertThat(onGitea(of(kind, Map.of(), trigger))).isEqualTo(finding == null ? List.of() : List.of(finding));
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0, 0, ",
        "3, 5, 0, TRIGGER_INACTIVE",
        "5, 5, 0, TRIGGER_INACTIVE",
        "6, 5, 0, TRIGGER_ACTIVATION",
        "0, 5, 0, TRIGGER_ACTIVATION",
        "1, 0.5, 0, ",
        "3, -1, 0, TRIGGER_ACTIVATION",
        "3, 5, 1, ",
        "3, -1, 1, ",
    })
    void anActivationValueHoldsTheFirstRunnerBack(
        BigDecimal value,
        String activation,
        int minReplicas,
        @Nullable Finding finding
    ) {
        TriggerSpec trigger = of(
            "ScaledObject",
            Map.of("minReplicaCount", minReplicas),
            metricsApi(JOBS, Map.of("activationTargetValue", activation))
        );
        linter(trigger).afterReading(value, request(trigger));
        assertThat(found).isEqualTo(finding == null ? List.of() : List.of(finding));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3.0, reads 3.",
        "2, 3, 'reads 3, one runner for each 2.'",
        "0.5, 100, 'reads 100, one runner for each 0.5.'",
    })
    void theEffectIsInRunners(String target, BigDecimal value, String effect) {
        TriggerSpec trigger = scaledObject(metricsApi(JOBS, Map.of("targetValue", target)));
        assertThat(TriggerLinter.effect(value, request(trigger))).isEqualTo(effect);
    }

    @Test
    void aTargetThatRoundsToNothingStartsNothing() {
        TriggerSpec trigger = scaledObject(
            metricsApi(JOBS + "?status=queued&status=in_progress", Map.of("targetValue", "0.0001"))
        );
        assertThat(onGitea(trigger)).containsExactly(Finding.TRIGGER_INACTIVE);
    }
}
