package dev.actrunner.console.connection.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.keda.MetricsApi;
import dev.actrunner.console.keda.scaling.ScaledResource;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import dev.actrunner.console.proxy.ProxySettings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaledResourceConditionsTest {

    private static final Map<String, Object> READY = condition("Ready", "True", "ok");

    private static Map<String, Object> condition(String type, String status, String message) {
        return Map.of("type", type, "status", status, "message", message);
    }

    private static KedaInstallation keda(KedaInstallation.Operator operator, String... watched) {
        return new KedaInstallation(
            true,
            "2.20.0",
            operator,
            "keda",
            List.of(watched),
            false,
            new MetricsApi(MetricsApi.State.AVAILABLE, null, null),
            KedaInstallation.HTTP_TIMEOUT,
            ProxySettings.NONE
        );
    }

    private static ScaledResource resource(Map<String, String> annotations, String activation, Object... conditions) {
        return ScaledResource.of(
            Map.of(
                "kind",
                "ScaledObject",
                "metadata",
                Map.of("namespace", "team-a", "name", "ci", "annotations", annotations),
                "spec",
                Map.of(
                    "triggers",
                    List.of(Map.of("type", "metrics-api", "metadata", Map.of("activationTargetValue", activation)))
                ),
                "status",
                Map.of("conditions", List.of(conditions))
            )
        );
    }

    private static ScaledResource resource(Object... conditions) {
        return resource(Map.of(), "", conditions);
    }

    private static List<Check> checks(ScaledResource resource, @Nullable String warning) {
        return new ScaledResourceConditions(resource).checks(
            keda(KedaInstallation.Operator.READY),
            Optional.ofNullable(warning)
        );
    }

    private static Optional<String> disagreement(
        ScaledResource resource,
        @Nullable String reported,
        @Nullable String read
    ) {
        TriggerSpec trigger = resource.triggers().getFirst();
        return new ScaledResourceConditions(resource)
            .disagreement(
                trigger,
                reported == null ? null : new BigDecimal(reported),
                read == null ? null : new BigDecimal(read)
            )
            .map(Check::summary);
    }

    @Test
    void aReadyOneHasNoFinding() {
        assertThat(checks(resource(READY), "an old warning")).isEmpty();
    }

    @Test
    void silenceIsExplainedByTheOperator() {
        var silent = new ScaledResourceConditions(resource());
        assertThat(silent.checks(keda(KedaInstallation.Operator.DOWN), Optional.empty()))
            .extracting(Check::summary)
            .containsExactly("KEDA has said nothing about ScaledObject team-a/ci yet: its operator does not run.");
        assertThat(silent.checks(keda(KedaInstallation.Operator.READY, "team-b"), Optional.empty()))
            .extracting(Check::summary)
            .containsExactly(
                "KEDA has said nothing about ScaledObject team-a/ci yet: its operator does not watch team-a."
            );
        assertThat(silent.checks(keda(KedaInstallation.Operator.UNKNOWN), Optional.empty()))
            .extracting(Check::summary)
            .containsExactly("KEDA has said nothing about ScaledObject team-a/ci yet.");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
            "ScaledObject doesn't have correct scaleTargetRef specification | Create the workload",
            "the workload 'x' is already managed by the ScaledObject 'y' | Another ScaledObject",
            "pods is forbidden: exceeded quota | The API server refuses what KEDA creates",
            "error parsing metadata | Correct the trigger",
            "something else | kubectl describe scaledobject ci -n team-a shows",
        }
    )
    void whatIsNotReadyHasARemediationForItsCause(String message, String remediation) {
        assertThat(checks(resource(condition("Ready", "False", message)), null))
            .hasSize(1)
            .allSatisfy(check -> {
                assertThat(check.finding()).isEqualTo(Finding.SCALED_RESOURCE_NOT_READY);
                assertThat(check.summary()).isEqualTo("ScaledObject team-a/ci is not ready: " + message);
                assertThat(check.remediation()).startsWith(remediation);
            });
    }

    @Test
    void theLastWarningIsAddedWhereItSaysMore() {
        ScaledResource resource = resource(condition("Ready", "False", "it failed"));
        assertThat(checks(resource, "no such workload").getFirst().summary()).endsWith(
            "KEDA's last event about it: no such workload"
        );
        assertThat(checks(resource, "failed").getFirst().summary()).endsWith("it failed");
    }

    @Test
    void aTriggersErrorIsLeftToOthers() {
        assertThat(checks(resource(condition("Ready", "False", "Triggers are not working correctly")), null)).isEmpty();
    }

    @Test
    void aPauseSaysHowToEndIt() {
        var paused = resource(Map.of("autoscaling.keda.sh/paused", "true"), "", READY);
        assertThat(checks(paused, null))
            .extracting(Check::remediation)
            .containsExactly("Take it away: kubectl annotate scaledobject ci -n team-a autoscaling.keda.sh/paused-");
        assertThat(checks(resource(READY, condition("Paused", "True", "x"), condition("Fallback", "True", "x")), null))
            .extracting(Check::finding)
            .containsExactly(Finding.SCALED_RESOURCE_PAUSED, Finding.SCALED_RESOURCE_FALLBACK);
    }

    @Test
    void aNumberMustAgreeWithWhetherItIsActive() {
        ScaledResource inactive = resource(READY, condition("Active", "False", "x"));
        assertThat(disagreement(inactive, "2", null)).contains(
            "KEDA says that ScaledObject team-a/ci is not active, and it reports 2."
        );
        assertThat(disagreement(inactive, null, "2.0")).contains(
            "KEDA says that ScaledObject team-a/ci is not active, and its trigger gives 2."
        );
        assertThat(disagreement(inactive, "0", "2")).isEmpty();
        assertThat(disagreement(inactive, null, null)).isEmpty();
        ScaledResource active = resource(READY, condition("Active", "True", "x"));
        assertThat(disagreement(active, "0", null)).contains(
            "KEDA says that ScaledObject team-a/ci is active, and it reports 0."
        );
        assertThat(disagreement(active, "1", null)).isEmpty();
    }

    @Test
    void theActivationValueDecidesWhatIsActive() {
        ScaledResource inactive = resource(Map.of(), "5", READY, condition("Active", "False", "x"));
        assertThat(disagreement(inactive, "5", null)).isEmpty();
        assertThat(disagreement(inactive, "6", null)).isPresent();
        ScaledResource unreadable = resource(Map.of(), "many", READY, condition("Active", "False", "x"));
        assertThat(disagreement(unreadable, "1", null)).isPresent();
    }
}
