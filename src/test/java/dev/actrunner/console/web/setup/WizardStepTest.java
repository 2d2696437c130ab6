package dev.actrunner.console.web.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.web.setup.WizardProgress.Line;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ui.ConcurrentModel;

/** The wizard's steps, and which of them can be reached. */
class WizardStepTest {

    private static ConcurrentModel fill(WizardStep current, WizardStep firstOpen) {
        var model = new ConcurrentModel();
        WizardProgress.fill(model, "7", Draft.at("team-a", "ci"), current, firstOpen);
        return model;
    }

    @SuppressWarnings("unchecked")
    private static List<Line> lines(WizardStep current, WizardStep firstOpen) {
        return (List<Line>) Objects.requireNonNull(fill(current, firstOpen).getAttribute("steps"));
    }

    @ParameterizedTest
    @CsvSource({
        "forge.url, FORGE",
        "forge.ca, FORGE",
        "token, TOKEN",
        "token.secretName, TOKEN",
        "scope.org, SCOPE",
        "runnerLabels[0], SCOPE",
        "namespace, NAMESPACE",
        "name, NAMESPACE",
        "nameOverride, NAMESPACE",
        "additionalLabels[team], NAMESPACE",
        "elsewhere, ",
    })
    void everyFieldIsAskedForByOneStep(String field, @Nullable WizardStep step) {
        assertThat(List.of(WizardStep.values()))
            .filteredOn(each -> each.asksFor(field))
            .isEqualTo(step == null ? List.of() : List.of(step));
    }

    @Test
    void stepsFollowEachOther() {
        assertThat(WizardStep.FORGE.previous()).isNull();
        assertThat(WizardStep.FORGE.next()).isEqualTo(WizardStep.SCOPE);
        assertThat(WizardStep.REVIEW.next()).isEqualTo(WizardStep.DONE);
        assertThat(WizardStep.TOKEN.previous()).isEqualTo(WizardStep.SCOPE);
        assertThat(WizardStep.TOKEN.isAfter(WizardStep.SCOPE)).isTrue();
        assertThat(WizardStep.SCOPE.isAfter(WizardStep.SCOPE)).isFalse();
    }

    @Test
    void whatIsCompleteAndTheFirstThatIsNotCanBeReached() {
        assertThat(lines(WizardStep.SCOPE, WizardStep.TOKEN)).containsExactly(
            new Line("forge", "complete", "/setup/7/forge"),
            new Line("scope", "current", ""),
            new Line("token", "open", "/setup/7/token"),
            new Line("namespace", "open", ""),
            new Line("review", "open", ""),
            new Line("done", "open", "")
        );
    }

    @Test
    void onceItIsDoneNothingIsGoneBackTo() {
        assertThat(lines(WizardStep.DONE, WizardStep.REVIEW)).extracting(Line::href).containsOnly("");
        assertThat(lines(WizardStep.DONE, WizardStep.REVIEW))
            .extracting(Line::state)
            .containsExactly("complete", "complete", "complete", "complete", "complete", "current");
    }

    @Test
    void theWayBackLeadsToTheStepBefore() {
        assertThat(fill(WizardStep.TOKEN, WizardStep.TOKEN).getAttribute("back")).isEqualTo("/setup/7/scope");
        assertThat(fill(WizardStep.FORGE, WizardStep.FORGE).getAttribute("back")).isNull();
    }
}
