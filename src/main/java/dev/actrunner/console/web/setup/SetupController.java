package dev.actrunner.console.web.setup;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.Namespaces;
import dev.actrunner.console.connection.store.ConnectionPermissions;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.KedaProperties;
import dev.actrunner.console.web.setup.Draft.ForgeStep;
import dev.actrunner.console.web.setup.Draft.PlaceStep;
import dev.actrunner.console.web.setup.Draft.ScopeStep;
import dev.actrunner.console.web.setup.Draft.TokenInput;
import dev.actrunner.console.web.support.FieldErrors;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.springframework.http.HttpStatus;
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

    SetupController(
        DraftCheck check,
        Namespaces namespaces,
        Keda keda,
        KedaProperties kedaSettings,
        ConnectionPermissions rights
    ) {
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
        HttpSession session
    ) {
        return "redirect:/setup/" + Drafts.of(session).add(Draft.at(namespace, name)) + "/forge";
    }

    @GetMapping("/{id}/{step:forge|token|scope|namespace}")
    String show(@PathVariable String id, @PathVariable String step, HttpSession session, Model model) {
        Draft draft = Drafts.of(session).require(id);
        WizardStep wanted = WizardStep.valueOf(step.toUpperCase(Locale.ROOT));
        WizardStep open = check.firstOpen(draft);
        return wanted.isAfter(open) ? redirect(id, open) : page(model, id, draft, wanted, FieldErrors.none());
    }

    @PostMapping("/{id}/forge")
    String forge(
        @PathVariable String id,
        ForgeStep input,
        HttpSession session,
        Model model,
        HttpServletResponse response
    ) {
        return advance(id, WizardStep.FORGE, draft -> draft.with(input), session, model, response);
    }

    @PostMapping("/{id}/token")
    String token(
        @PathVariable String id,
        TokenInput input,
        HttpSession session,
        Model model,
        HttpServletResponse response,
        RedirectAttributes redirect
    ) {
        if (input.hasSpaceAround()) {
            redirect.addFlashAttribute("trimmed", true);
        }
        return advance(id, WizardStep.TOKEN, draft -> draft.with(input), session, model, response);
    }

    @PostMapping("/{id}/scope")
    String scope(
        @PathVariable String id,
        ScopeStep input,
        HttpSession session,
        Model model,
        HttpServletResponse response
    ) {
        return advance(id, WizardStep.SCOPE, draft -> draft.with(input), session, model, response);
    }

    @PostMapping("/{id}/namespace")
    String place(
        @PathVariable String id,
        PlaceStep input,
        HttpSession session,
        Model model,
        HttpServletResponse response
    ) {
        return advance(id, WizardStep.NAMESPACE, draft -> draft.with(input), session, model, response);
    }

    @PostMapping("/{id}/cancel")
    String cancel(@PathVariable String id, HttpSession session) {
        Drafts.of(session).remove(id);
        return "redirect:/";
    }

    /** Keeps what was entered, right or wrong, and goes on only if it is right. */
    private String advance(
        String id,
        WizardStep step,
        UnaryOperator<Draft> entered,
        HttpSession session,
        Model model,
        HttpServletResponse response
    ) {
        Drafts drafts = Drafts.of(session);
        Draft draft = entered.apply(drafts.require(id));
        drafts.put(id, draft);
        FieldErrors problems = check.problems(draft, step);
        if (problems.isEmpty()) {
            return redirect(id, step.next());
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(model, id, draft, step, problems);
    }

    private String page(Model model, String id, Draft draft, WizardStep step, FieldErrors problems) {
        WizardProgress.fill(model, id, draft, step, check.firstOpen(draft));
        model.addAttribute("problems", problems);
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
