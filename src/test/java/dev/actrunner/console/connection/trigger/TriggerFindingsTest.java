package dev.actrunner.console.connection.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.keda.scaler.ParsedTrigger.Reason;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerFindingsTest {

    private final TriggerFindings findings = new TriggerFindings(
        TriggerSpec.in(Map.of("type", "metrics-api")).getFirst()
    );

    @ParameterizedTest
    @CsvSource({
        "LABELS, TRIGGER_LABELS, 'metrics-api has no labels, which KEDA requires.'",
        "AUTHENTICATION, TRIGGER_AUTH, metrics-api gets no token: why.",
        "OTHER, TRIGGER_INVALID, metrics-api is refused by KEDA: why.",
    })
    void aReasonOfKedasHasItsFinding(Reason.Kind kind, Finding finding, String summary) {
        findings.add(new Reason(kind, "why"));
        assertThat(findings.checks()).containsExactly(finding.seen(summary));
    }

    @Test
    void keepsTheOrderAndARemediationThatIsGiven() {
        findings.add(Finding.TRIGGER_REFUSED, "is refused.", "Do this.");
        findings.add(Finding.TRIGGER_PAGE, "counts a page.");
        assertThat(findings.checks())
            .extracting(Check::remediation)
            .containsExactly("Do this.", Finding.TRIGGER_PAGE.remediation());
    }

    @Test
    void whatWasGivenOutDoesNotGrow() {
        var before = findings.checks();
        findings.add(Finding.TRIGGER_PAGE, "counts a page.");
        assertThat(before).isEmpty();
    }
}
