package dev.actrunner.console.web.setup;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.Namespaces;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.store.ConnectionPermissions;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.web.language.Phrases;
import dev.actrunner.console.web.setup.Draft.ForgeStep;
import dev.actrunner.console.web.setup.Draft.PlaceStep;
import dev.actrunner.console.web.setup.Draft.ScopeStep;
import dev.actrunner.console.web.setup.Draft.TokenInput;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Serves the panel of the wizard's pages, which updates as fields are left. Nothing is stored, and nothing is rejected. */
@Controller
@RequestMapping("/setup/{id}")
class WizardPreviewController {

    private static final String PANEL = "setup/panel :: panel";

    private final WizardPanel panel;
    private final Connections connections;
    private final ConnectionPermissions rights;
    private final Namespaces namespaces;
    private final Keda keda;

    WizardPreviewController(
        WizardPanel panel,
        Connections connections,
        ConnectionPermissions rights,
        Namespaces namespaces,
        Keda keda
    ) {
        this.panel = panel;
        this.connections = connections;
        this.rights = rights;
        this.namespaces = namespaces;
        this.keda = keda;
    }

    /** Shows what answers at the forge URL. */
    @PostMapping("/forge/preview")
    String forge(@PathVariable String id, ForgeStep input, Drafts drafts, Model model) {
        return show(drafts.require(id).with(input), WizardStep.FORGE, model);
    }

    /** Shows what KEDA asks for a scope, and what it reads where the token is known. */
    @PostMapping("/scope/preview")
    String scope(@PathVariable String id, ScopeStep input, Drafts drafts, Model model) {
        return show(drafts.require(id).with(input), WizardStep.SCOPE, model);
    }

    /** Shows whether the token reaches the scope, and how many jobs there are. */
    @PostMapping("/token/preview")
    String token(@PathVariable String id, TokenInput input, Drafts drafts, Model model) {
        return show(drafts.require(id).with(input), WizardStep.TOKEN, model);
    }

    /** Shows whether KEDA is there, what has that name already, and whether the caller may write there. */
    @PostMapping("/namespace/preview")
    String place(@PathVariable String id, PlaceStep input, Drafts drafts, Model model) {
        Draft draft = drafts.require(id).with(input);
        fillPlace(model, draft);
        return show(draft, WizardStep.NAMESPACE, model);
    }

    private String show(Draft draft, WizardStep step, Model model) {
        model.addAttribute("step", step);
        panel.ask(model, draft);
        return PANEL;
    }

    private void fillPlace(Model model, Draft draft) {
        try {
            model.addAttribute("keda", keda.cached());
            var key = new ConnectionKey(draft.namespace(), draft.name().isEmpty() ? "unnamed" : draft.name());
            Optional<Connection> there = draft.name().isEmpty() ? Optional.empty() : connections.find(key);
            model.addAttribute("there", draft.changes() ? null : there.orElse(null));
            boolean isMissing = !namespaces.list().contains(draft.namespace());
            model.addAttribute("missingNamespace", isMissing ? draft.namespace() : null);
            model.addAttribute(
                "cannotChange",
                isMissing ? null : Phrases.ofReader().translateNullable(rights.whyNotChange(key.namespace()))
            );
        } catch (ConnectionException.Invalid | ClusterException _) {
            // Not a name yet, or nothing that can be seen: the review says it.
        }
    }
}
