package dev.actrunner.console.web.setup;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.InputProblem;
import dev.actrunner.console.connection.request.RequestCheck;
import dev.actrunner.console.web.support.FieldProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Checks drafts as the REST API checks requests, and sorts what is wrong by the step that asked for it. */
@Component
class DraftCheck {

    private final RequestCheck check;

    DraftCheck(RequestCheck check) {
        this.check = check;
    }

    FieldProblems problems(Draft draft, Step step) {
        return new FieldProblems(
            all(draft)
                .stream()
                .filter(p -> step.asksFor(p.field()))
                .toList()
        );
    }

    /** The first step that is not complete; REVIEW when all are. */
    Step firstOpen(Draft draft) {
        List<InputProblem> all = all(draft);
        return Stream.of(Step.values())
            .filter(step -> all.stream().anyMatch(p -> step.asksFor(p.field())))
            .findFirst()
            .orElse(Step.REVIEW);
    }

    private List<InputProblem> all(Draft draft) {
        var problems = new ArrayList<InputProblem>();
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
