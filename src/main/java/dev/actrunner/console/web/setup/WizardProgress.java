package dev.actrunner.console.web.setup;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.ui.Model;

/** Adds to a page of the wizard which step it is, and which steps can be reached. */
final class WizardProgress {

    private WizardProgress() {}

    /**
     * One line of the list of steps.
     *
     * @param path the step's, which its title is found by
     * @param state {@code current}, {@code complete} or {@code open}
     * @param href its page, empty while earlier steps are not complete
     */
    record Line(String path, String state, String href) {}

    static void fill(Model model, String id, Draft draft, WizardStep current, WizardStep firstOpen) {
        model.addAttribute("id", id);
        model.addAttribute("draft", draft);
        model.addAttribute("step", current);
        model.addAttribute("base", "/setup/" + id);
        model.addAttribute("steps", lines(id, current, firstOpen));
        WizardStep previous = current.previous();
        model.addAttribute("back", previous == null ? null : "/setup/" + id + "/" + previous.path());
    }

    private static List<Line> lines(String id, WizardStep current, WizardStep firstOpen) {
        return Stream.of(WizardStep.values())
            .map(step -> {
                boolean reachable = current != WizardStep.DONE && !step.isAfter(firstOpen) && step != current;
                boolean complete = firstOpen.isAfter(step) || current == WizardStep.DONE;
                String state = step == current ? "current" : complete ? "complete" : "open";
                return new Line(step.path(), state, reachable ? "/setup/" + id + "/" + step.path() : "");
            })
            .toList();
    }
}
