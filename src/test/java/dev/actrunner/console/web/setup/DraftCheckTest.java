package dev.actrunner.console.web.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.actrunner.console.connection.FieldError;
import dev.actrunner.console.connection.request.ConnectionRequestValidator;
import dev.actrunner.console.web.setup.Draft.ForgeStep;
import dev.actrunner.console.web.setup.Draft.PlaceStep;
import dev.actrunner.console.web.setup.Draft.ScopeStep;
import dev.actrunner.console.web.setup.Draft.TokenInput;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import org.junit.jupiter.api.Test;

class DraftCheckTest {

    private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();
    private static final Draft EMPTY = Draft.at("", "");
    private static final Draft WITH_FORGE = EMPTY.with(new ForgeStep("https://git.example.org", "auto", null));
    private static final Draft WITH_TOKEN = WITH_FORGE.with(new TokenInput("value", "s3cret", null, null));
    private static final Draft WITH_SCOPE = WITH_TOKEN.with(new ScopeStep("org", "acme", null, null, "docker"));
    private static final Draft WHOLE = WITH_SCOPE.with(place("team-a", "ci"));

    private final DraftCheck check = new DraftCheck(new ConnectionRequestValidator(VALIDATOR));

    private static PlaceStep place(String namespace, String name) {
        return new PlaceStep(namespace, null, name, "namespaced", null, null, null, null, null);
    }

    private List<String> fields(Draft draft, WizardStep step) {
        return check.problems(draft, step).all().stream().map(FieldError::field).toList();
    }

    @Test
    void theFirstStepThatIsNotCompleteIsOpen() {
        assertThat(check.firstOpen(EMPTY)).isEqualTo(WizardStep.FORGE);
        assertThat(check.firstOpen(WITH_FORGE)).isEqualTo(WizardStep.TOKEN);
        assertThat(check.firstOpen(WITH_SCOPE)).isEqualTo(WizardStep.NAMESPACE);
        assertThat(check.firstOpen(WHOLE)).isEqualTo(WizardStep.REVIEW);
    }

    @Test
    void aStepIsToldOfItsOwnFieldsAlone() {
        Draft wrong = WITH_TOKEN.with(new ScopeStep("org", "a/b", null, null, "docker a:b"));
        assertThat(fields(wrong, WizardStep.SCOPE)).containsExactly("runnerLabels[1]", "scope.org");
        assertThat(fields(wrong, WizardStep.FORGE)).isEmpty();
        assertThat(fields(wrong, WizardStep.TOKEN)).isEmpty();
    }

    @Test
    void namespaceAndNameAreAskedForTogether() {
        assertThat(fields(WITH_SCOPE, WizardStep.NAMESPACE)).containsExactly("namespace", "name");
        assertThat(fields(WITH_SCOPE.with(place("team-a", "C I")), WizardStep.NAMESPACE)).containsExactly("name");
    }

    @Test
    void aWholeDraftHasNoProblem() {
        for (WizardStep step : WizardStep.values()) {
            assertThat(check.problems(WHOLE, step).isEmpty()).as(step.path()).isTrue();
        }
    }

    @Test
    void aStepThatWasSpoiledLaterIsOpenAgain() {
        assertThat(check.firstOpen(WHOLE.with(new ForgeStep("git", "auto", null)))).isEqualTo(WizardStep.FORGE);
    }
}
