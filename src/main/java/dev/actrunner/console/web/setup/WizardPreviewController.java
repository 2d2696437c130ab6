package dev.actrunner.console.web.setup;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.request.ConnectionRequestValidator;
import dev.actrunner.console.connection.store.ConnectionPermissions;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.probe.ForgeDiscovery;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.web.language.Phrases;
import dev.actrunner.console.web.setup.Draft.ForgeStep;
import dev.actrunner.console.web.setup.Draft.PlaceStep;
import dev.actrunner.console.web.setup.Draft.ScopeStep;
import dev.actrunner.console.web.support.CheckView;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Serves the parts of the wizard's pages that update while someone types. Nothing is stored, and nothing is rejected. */
@Controller
@RequestMapping("/setup/{id}")
class WizardPreviewController {

    /** What the answer for a scope depends on; the rest is the review's. */
    private static final Set<CheckId> OF_SCOPE = Set.of(CheckId.TOKEN, CheckId.PERMISSION, CheckId.SCOPE, CheckId.JOBS);

    private final ForgeProbe forges;
    private final ConnectionRequestValidator check;
    private final Connections connections;
    private final ConnectionPermissions rights;
    private final Keda keda;

    WizardPreviewController(
        ForgeProbe forges,
        ConnectionRequestValidator check,
        Connections connections,
        ConnectionPermissions rights,
        Keda keda
    ) {
        this.forges = forges;
        this.check = check;
        this.connections = connections;
        this.rights = rights;
        this.keda = keda;
    }

    /** Shows what answers at the forge URL. */
    @PostMapping("/forge/preview")
    String forge(@PathVariable String id, ForgeStep input, HttpSession session, Model model) {
        Drafts.of(session).require(id);
        String url = input.url() == null ? "" : input.url().strip();
        if (!url.isEmpty() && ForgeUrl.problemWith(url) == null) {
            ForgeDiscovery discovery = forges.discover(new ForgeUrl(url));
            model.addAttribute("discovery", discovery);
            model.addAttribute(
                "problem",
                discovery.problem() == null ? null : CheckView.of(discovery.problem(), Phrases.ofReader())
            );
        }
        return "setup/forge :: preview";
    }

    /** Whether the token reaches the scope, and how many jobs there are. */
    @PostMapping("/scope/preview")
    String scope(@PathVariable String id, ScopeStep input, HttpSession session, Model model) {
        Draft draft = Drafts.of(session).require(id).with(input);
        ProbeReport report = probed(draft);
        Check problem =
            report == null
                ? null
                : report
                      .checks()
                      .stream()
                      .filter(c -> OF_SCOPE.contains(c.id()) && c.status() == CheckStatus.FAIL)
                      .findFirst()
                      .orElse(null);
        model.addAttribute("problem", problem == null ? null : CheckView.of(problem, Phrases.ofReader()));
        model.addAttribute("counts", report == null ? null : report.counts());
        return "setup/scope :: preview";
    }

    /** Null where something is missing yet: the step says so itself when it is sent. */
    private @Nullable ProbeReport probed(Draft draft) {
        try {
            return forges.probe(check.checkProbe(draft.request()));
        } catch (ConnectionException.Invalid _) {
            return null;
        }
    }

    /** Whether KEDA is there, what has that name already, and whether the caller may write there. */
    @PostMapping("/namespace/preview")
    String place(@PathVariable String id, PlaceStep input, HttpSession session, Model model) {
        Draft draft = Drafts.of(session).require(id).with(input);
        fill(model, draft);
        return "setup/namespace :: preview";
    }

    private void fill(Model model, Draft draft) {
        try {
            model.addAttribute("keda", keda.cached());
            var key = new ConnectionKey(draft.namespace(), draft.name());
            Optional<Connection> there = connections.find(key);
            model.addAttribute("there", there.orElse(null));
            model.addAttribute(
                "cannotChange",
                Phrases.ofReader().translateNullable(rights.whyNotChange(key.namespace()))
            );
        } catch (ConnectionException.Invalid | ClusterException _) {
            // Not a name yet, or nothing that can be seen: the review says it.
        }
    }
}
