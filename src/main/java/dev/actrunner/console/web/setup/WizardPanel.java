package dev.actrunner.console.web.setup;

import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.request.ConnectionRequestValidator;
import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.forge.ForgeUrl;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.JobScope;
import dev.actrunner.console.forge.JobsEndpoint;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.forge.ProbeReport;
import dev.actrunner.console.forge.RunnerLabels;
import dev.actrunner.console.forge.probe.ForgeDiscovery;
import dev.actrunner.console.forge.probe.ForgeProbe;
import dev.actrunner.console.web.language.Phrases;
import dev.actrunner.console.web.support.CheckView;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the panel beside each step of the wizard: what KEDA will ask, with which right, and what it will read. */
@Component
class WizardPanel {

    /** What the answer for a scope depends on; the rest is the review's. */
    private static final Set<CheckId> OF_SCOPE = Set.of(CheckId.TOKEN, CheckId.PERMISSION, CheckId.SCOPE, CheckId.JOBS);

    /** What only another token mends. */
    private static final Set<CheckId> OF_TOKEN = Set.of(CheckId.TOKEN, CheckId.PERMISSION);

    private final ForgeProbe forges;
    private final ConnectionRequestValidator check;

    WizardPanel(ForgeProbe forges, ConnectionRequestValidator check) {
        this.forges = forges;
        this.check = check;
    }

    /** Adds what is known without asking anybody. */
    static void fill(Model model, Draft draft) {
        model.addAttribute("draft", draft);
        model.addAttribute("tokenScope", JobScope.tokenScope(draft.scope().kind()));
    }

    /** Adds what the forge answers to what is entered so far, and why the token does not do; null where it does. */
    void askOfToken(Model model, Draft draft) {
        model.addAttribute("tokenProblem", tokenProblem(ask(model, draft)));
    }

    /** Adds what the forge answers to what is entered so far, and returns the probe; null where there is too little for one. */
    @Nullable
    ProbeReport ask(Model model, Draft draft) {
        fill(model, draft);
        String url = Draft.text(draft.forge().url());
        if (url.isEmpty() || ForgeUrl.problemWith(url) != null) {
            return null;
        }
        ForgeDiscovery discovery = forges.discover(new ForgeUrl(url));
        model.addAttribute("discovery", discovery);
        model.addAttribute("unreachable", view(discovery.problem()));
        ProbeReport report = probe(draft);
        if (report != null) {
            model.addAttribute("problem", view(failed(report, OF_SCOPE)));
            JobCounts counts = report.counts();
            model.addAttribute("counts", counts);
        }
        Platform platform = report != null && report.platform() != null ? report.platform() : discovery.platform();
        model.addAttribute("endpoint", platform == null ? null : endpoint(draft, new ForgeUrl(url), platform));
        return report;
    }

    /** Returns why the token does not do; null where it does, or where that could not be found out. */
    @Nullable
    CheckView tokenProblem(Draft draft) {
        return tokenProblem(probe(draft));
    }

    private static @Nullable CheckView tokenProblem(@Nullable ProbeReport report) {
        return report == null ? null : view(failed(report, OF_TOKEN));
    }

    private static @Nullable CheckView view(@Nullable Check check) {
        return check == null ? null : CheckView.of(check, Phrases.ofReader());
    }

    private static @Nullable Check failed(ProbeReport report, Set<CheckId> ids) {
        return report
            .checks()
            .stream()
            .filter(c -> ids.contains(c.id()) && c.status() == CheckStatus.FAIL)
            .findFirst()
            .orElse(null);
    }

    /** Null where something is missing yet: the step says so itself when it is sent. */
    private @Nullable ProbeReport probe(Draft draft) {
        try {
            return forges.probe(check.checkProbe(draft.request()));
        } catch (ConnectionException.Invalid _) {
            return null;
        }
    }

    /** Null where the scope is not named yet. */
    private static @Nullable String endpoint(Draft draft, ForgeUrl forge, Platform platform) {
        try {
            Draft.ScopeStep step = draft.scope();
            JobScope scope = switch (String.valueOf(step.kind())) {
                case "org" -> new JobScope.Org(Draft.text(step.org()));
                case "repo" -> new JobScope.Repo(Draft.text(step.owner()), Draft.text(step.repo()));
                case "user" -> new JobScope.User();
                default -> new JobScope.Admin();
            };
            RunnerLabels labels = RunnerLabels.parse(Draft.text(step.runnerLabels()));
            return JobsEndpoint.of(forge, platform, scope, labels).url().toString();
        } catch (IllegalArgumentException | ConnectionException _) {
            return null;
        }
    }
}
