package dev.actrunner.console.web.setup;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.FieldError;
import dev.actrunner.console.connection.request.ConnectionRequestValidator;
import dev.actrunner.console.web.support.FieldErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks drafts as the REST API checks requests, and sorts what is wrong by the step that asked for it. */
@Component
class DraftCheck {

    static final String TOO_LONG = "is too long for the browser to keep: enter less, or use the API or a manifest";

    private final ConnectionRequestValidator check;

    DraftCheck(ConnectionRequestValidator check) {
        this.check = check;
    }

    FieldErrors problems(Draft draft, WizardStep step) {
        return FieldErrors.of(
            all(draft)
                .stream()
                .filter(p -> step.asksFor(p.field()))
                .toList()
        );
    }

    /** What to say of a step that makes a draft too long to be kept. */
    static FieldErrors tooLong(Draft draft, WizardStep step) {
        String field = switch (step) {
            case SCOPE -> "runnerLabels";
            case TOKEN -> "token.value";
            case NAMESPACE -> lengthOf(draft.place().labels()) > lengthOf(draft.place().annotations())
                ? "additionalLabels"
                : "additionalAnnotations";
            default -> "forge.ca";
        };
        return FieldErrors.of(List.of(new FieldError(field, TOO_LONG)));
    }

    private static int lengthOf(@Nullable String text) {
        return Draft.text(text).length();
    }

    /** The first step that is not complete; REVIEW when all are. */
    WizardStep firstOpen(Draft draft) {
        List<FieldError> all = all(draft);
        return Stream.of(WizardStep.values())
            .filter(step -> all.stream().anyMatch(p -> step.asksFor(p.field())))
            .findFirst()
            .orElse(WizardStep.REVIEW);
    }

    private List<FieldError> all(Draft draft) {
        var problems = new ArrayList<FieldError>();
        try {
            check.check(draft.request());
        } catch (ConnectionException.Invalid e) {
            problems.addAll(e.problems());
        }
        try {
            new ConnectionKey(draft.namespace(), draft.name());
        } catch (ConnectionException.Invalid e) {
            problems.addAll(e.problems());
        }
        return problems;
    }
}
