package dev.actrunner.console.web.scaleset;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.keda.scaling.PauseAnnotation;
import dev.actrunner.console.limit.Costly;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.apply.ScaleSets;
import dev.actrunner.console.scaleset.state.ScaleSetStates;
import dev.actrunner.console.scaleset.store.StoredScaleSet;
import dev.actrunner.console.scaleset.waiting.WaitingDiagnoser;
import dev.actrunner.console.web.support.FieldErrors;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Serves the page of a scale set, which follows a job from the forge to its runner. */
@Controller
class ScaleSetPages {

    private static final String ONE = "/scale-sets/{ns}/{name}";

    private final ScaleSets scaleSets;
    private final ScaleSetStates states;
    private final WaitingDiagnoser diagnoser;

    ScaleSetPages(ScaleSets scaleSets, ScaleSetStates states, WaitingDiagnoser diagnoser) {
        this.scaleSets = scaleSets;
        this.states = states;
        this.diagnoser = diagnoser;
    }

    /** @param part set by htmx, which wants what changes alone */
    @Costly
    @GetMapping(ONE)
    String show(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
        Model model
    ) {
        var key = new ScaleSetKey(ns, name);
        StoredScaleSet found = scaleSets.require(key);
        model.addAttribute("scaleSet", found);
        if (!model.containsAttribute("problems")) {
            model.addAttribute("problems", FieldErrors.none());
        }
        model.addAttribute(
            "labels",
            String.join(", ", Objects.requireNonNullElse(found.request().labels(), List.of()))
        );
        model.addAttribute(
            "watch",
            WatchView.of(found, states.read(found), diagnoser.diagnose(key, found.connection()))
        );
        return part ? "scale-set :: live" : "scale-set";
    }

    /** @param replicas counts where the pause is at a number of replicas */
    @PostMapping(ONE + "/pause")
    String pause(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestParam(defaultValue = "ALL") PauseAnnotation pause,
        @RequestParam(defaultValue = "") String replicas,
        RedirectAttributes redirect
    ) {
        try {
            scaleSets.pause(
                new ScaleSetKey(ns, name),
                pause,
                pause == PauseAnnotation.REPLICAS ? number(replicas) : null
            );
        } catch (ConnectionException.Invalid invalid) {
            redirect.addFlashAttribute("problems", FieldErrors.of(invalid.problems()));
        }
        return "redirect:" + path(ns, name);
    }

    private static @Nullable Integer number(String text) {
        try {
            return Integer.valueOf(text.strip());
        } catch (NumberFormatException _) {
            return null;
        }
    }

    @PostMapping(ONE + "/resume")
    String resume(@PathVariable String ns, @PathVariable String name) {
        scaleSets.resume(new ScaleSetKey(ns, name));
        return "redirect:" + path(ns, name);
    }

    @PostMapping(ONE + "/delete")
    String delete(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestParam(defaultValue = "") String confirmation,
        @RequestParam(defaultValue = "false") boolean force,
        RedirectAttributes redirect
    ) {
        var key = new ScaleSetKey(ns, name);
        if (!confirmation.strip().equals(name)) {
            redirect.addFlashAttribute("mistyped", true);
            return "redirect:" + path(ns, name) + "#delete";
        }
        String connection = scaleSets.require(key).connection();
        scaleSets.delete(key, force, false, null, null);
        redirect.addFlashAttribute("deletedScaleSet", key.toString());
        return "redirect:/connections/" + ns + "/" + connection;
    }

    private static String path(String ns, String name) {
        return "/scale-sets/" + ns + "/" + name;
    }
}
