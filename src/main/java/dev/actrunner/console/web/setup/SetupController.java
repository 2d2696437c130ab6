package dev.actrunner.console.web.setup;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.Namespaces;
import dev.actrunner.console.connection.store.ConnectionPermissions;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.KedaProperties;
import dev.actrunner.console.limit.Costly;
import dev.actrunner.console.web.setup.Draft.ForgeStep;
import dev.actrunner.console.web.setup.Draft.PlaceStep;
import dev.actrunner.console.web.setup.Draft.ScopeStep;
import dev.actrunner.console.web.setup.Draft.TokenInput;
import dev.actrunner.console.web.support.FieldErrors;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Serves the wizard's first four steps, which ask for input; {@link ReviewController} serves the others. */
@Controller
@RequestMapping("/setup")
class SetupController {

    private final DraftCheck check;
    private final Namespaces namespaces;
    private final Keda keda;
    private final KedaProperties kedaSettings;
    private final ConnectionPermissions rights;
    private final WizardPanel panel;

    SetupController(
        DraftCheck check,
        Namespaces namespaces,
        Keda keda,
        KedaProperties kedaSettings,
        ConnectionPermissions rights,
        WizardPanel panel
    ) {
        this.panel = panel;
        this.rights = rights;
        this.check = check;
        this.namespaces = namespaces;
        this.keda = keda;
        this.kedaSettings = kedaSettings;
    }

    /**
     * Begins anew.
     *
     * @param namespace where it is to go, for what the Helm chart installed
     * @param name what it is called there
     */
    @GetMapping
    String begin(
        @RequestParam(defaultValue = "") String namespace,
        @RequestParam(defaultValue = "") String name,
        Drafts drafts
    ) {
        return "redirect:/setup/" + drafts.add(Draft.at(namespace, name)) + "/forge";
    }

    /** Shows the third step again, and asks the forge what is wrong with the token that was entered. */
    @Costly
    @GetMapping(path = "/{id}/token", params = "check")
    String checkToken(@PathVariable String id, @RequestParam String check, Drafts drafts, Model model) {
        return show(id, WizardStep.TOKEN.path(), check, drafts, model);
    }

    /** @param check whether to say what is wrong with what was entered */
    @GetMapping("/{id}/{step:forge|scope|token|namespace}")
    String show(
        @PathVariable String id,
        @PathVariable String step,
        @RequestParam @Nullable String check,
        Drafts drafts,
        Model model
    ) {
        Draft draft = drafts.require(id);
        WizardStep wanted = WizardStep.valueOf(step.toUpperCase(Locale.ROOT));
        WizardStep open = this.check.firstOpen(draft);
        if (wanted.isAfter(open)) {
            return redirect(id, open);
        }
        FieldErrors problems = check == null ? FieldErrors.none() : this.check.problems(draft, wanted);
        if (check != null && wanted == WizardStep.TOKEN && problems.isEmpty()) {
            panel.askOfToken(model, draft);
        }
        return page(model, id, draft, wanted, problems);
    }

    @PostMapping("/{id}/forge")
    String forge(@PathVariable String id, ForgeStep input, Drafts drafts, Model model) {
        return advance(id, WizardStep.FORGE, draft -> draft.with(input), drafts, model);
    }

    @PostMapping("/{id}/scope")
    String scope(@PathVariable String id, ScopeStep input, Drafts drafts, Model model) {
        return advance(id, WizardStep.SCOPE, draft -> draft.with(input), drafts, model);
    }

    /** @param anyway whether a token is kept that the forge does not accept, or that lacks a right */
    @PostMapping("/{id}/token")
    String token(
        @PathVariable String id,
        TokenInput input,
        @RequestParam(defaultValue = "false") boolean anyway,
        Drafts drafts,
        Model model,
        RedirectAttributes redirect
    ) {
        if (input.hasSpaceAround()) {
            redirect.addFlashAttribute("trimmed", true);
        }
        String next = advance(id, WizardStep.TOKEN, draft -> draft.with(input), drafts, model);
        boolean isWrong =
            !anyway &&
            next.equals(redirect(id, WizardStep.NAMESPACE)) &&
            panel.tokenProblem(drafts.require(id)) != null;
        return isWrong ? again(id, WizardStep.TOKEN) : next;
    }

    @PostMapping("/{id}/namespace")
    String place(@PathVariable String id, PlaceStep input, Drafts drafts, Model model) {
        return advance(id, WizardStep.NAMESPACE, draft -> draft.with(input), drafts, model);
    }

    @PostMapping("/{id}/cancel")
    String cancel(@PathVariable String id, Drafts drafts) {
        drafts.remove(id);
        return "redirect:/";
    }

    /** Keeps what was entered, right or wrong, and goes on only if it is right. What is too long is shown again, not kept. */
    private String advance(String id, WizardStep step, UnaryOperator<Draft> entered, Drafts drafts, Model model) {
        Draft draft = entered.apply(drafts.require(id));
        if (!drafts.put(id, draft)) {
            return page(model, id, draft, step, DraftCheck.tooLong(draft, step));
        }
        return check.problems(draft, step).isEmpty() ? redirect(id, step.next()) : again(id, step);
    }

    /** Leads back to a step, which then says what is wrong: an address of its own, so that Back and reload work. */
    private static String again(String id, WizardStep step) {
        return redirect(id, step) + "?check";
    }

    private String page(Model model, String id, Draft draft, WizardStep step, FieldErrors problems) {
        WizardProgress.fill(model, id, draft, step, check.firstOpen(draft));
        model.addAttribute("problems", problems);
        WizardPanel.fill(model, draft);
        if (step == WizardStep.TOKEN) {
            String scope = JobScope.tokenScope(draft.scope().kind());
            String program = "forgejo".equals(draft.forge().platform()) ? "forgejo" : "gitea";
            // Without --scopes a token of the command line has none on Gitea, and all of them on Forgejo from 15 on.
            model.addAttribute(
                "tokenCli",
                program + " admin user generate-access-token --username <user> --token-name keda --scopes " + scope
            );
            model.addAttribute(
                "tokenApi",
                "curl -u <user> -H 'Content-Type: application/json' -d '{\"name\":\"keda\",\"scopes\":[\"" +
                    scope +
                    "\"]}' \\\n  " +
                    draft.forge().url() +
                    "/api/v1/users/<user>/tokens"
            );
        }
        if (step == WizardStep.NAMESPACE) {
            model.addAttribute("namespaces", namespaces());
            model.addAttribute("kedaNamespace", kedaNamespace());
        }
        return "setup/" + step.path();
    }

    /** Suggestions only: where the cluster does not answer, the name can be typed all the same. */
    private List<String> namespaces() {
        try {
            return rights.writable(namespaces.list());
        } catch (ClusterException _) {
            return List.of();
        }
    }

    private String kedaNamespace() {
        try {
            return keda.namespace();
        } catch (ClusterException _) {
            return kedaSettings.namespace();
        }
    }

    private static String redirect(String id, WizardStep step) {
        return "redirect:/setup/" + id + "/" + step.path();
    }
}
