package dev.actrunner.console.web;

import dev.actrunner.console.advice.Advisor;
import dev.actrunner.console.cluster.ApplyOptions;
import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.ApplyMode;
import dev.actrunner.console.connection.ApplyMode.ProbeMode;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.Connections;
import dev.actrunner.console.connection.Outcome;
import dev.actrunner.console.connection.RequestCheck;
import dev.actrunner.console.keda.KedaMissing;
import dev.actrunner.console.monitor.Monitor;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The wizard's last two steps: what would be done and what KEDA will see, and then what was done. */
@Controller
@RequestMapping("/setup/{id}")
class ReviewController {

    private final DraftCheck check;
    private final RequestCheck requests;
    private final Connections connections;
    private final Monitor monitor;
    private final Advisor advisor;
    private final Cluster cluster;

    ReviewController(
        DraftCheck check,
        RequestCheck requests,
        Connections connections,
        Monitor monitor,
        Advisor advisor,
        Cluster cluster
    ) {
        this.check = check;
        this.requests = requests;
        this.connections = connections;
        this.monitor = monitor;
        this.advisor = advisor;
        this.cluster = cluster;
    }

    @GetMapping("/review")
    String review(@PathVariable String id, HttpSession session, Model model, HttpServletResponse response) {
        Draft draft = Drafts.of(session).require(id);
        Step open = check.firstOpen(draft);
        if (Step.REVIEW.isAfter(open)) {
            return "redirect:/setup/" + id + "/" + open.path();
        }
        return page(id, draft, null, model, response);
    }

    private String page(String id, Draft draft, @Nullable Obstacle failure, Model model, HttpServletResponse response) {
        Wizard.fill(model, id, draft, Step.REVIEW, Step.REVIEW);
        Obstacle found = plan(draft, failure != null && failure.canForce(), model);
        if (found != null && found.canForce()) {
            // Forced, so that a conflict shows as what would be taken over, and is not the end of the page.
            plan(draft, true, model);
        }
        Obstacle obstacle = found == null ? failure : found;
        if (obstacle != null) {
            response.setStatus(obstacle.status());
        }
        model.addAttribute("obstacle", obstacle);
        return "setup/review";
    }

    /** A dry run on the cluster and a probe of the forge; gives what stands in the way, null when nothing does. */
    private @Nullable Obstacle plan(Draft draft, boolean force, Model model) {
        try {
            Outcome outcome = apply(draft, true, force);
            model.addAttribute("plan", ResourceView.of(outcome.resources(), cluster));
            model.addAttribute("probe", ProbeView.of(outcome.report()));
            return null;
        } catch (ClusterException | ConnectionException | KedaMissing e) {
            return Obstacle.of(e);
        }
    }

    @PostMapping("/review")
    String apply(
        @PathVariable String id,
        @RequestParam(defaultValue = "false") boolean force,
        HttpSession session,
        Model model,
        HttpServletResponse response,
        RedirectAttributes redirect
    ) {
        Drafts drafts = Drafts.of(session);
        Draft draft = drafts.require(id);
        try {
            Outcome outcome = apply(draft, false, force);
            monitor.remember(outcome.connection(), outcome.report());
            drafts.put(id, draft.withoutToken());
            redirect.addFlashAttribute("applied", ResourceView.of(outcome.resources(), cluster));
            return "redirect:/setup/" + id + "/done";
        } catch (ClusterException | ConnectionException | KedaMissing e) {
            return page(id, draft, Obstacle.of(e), model, response);
        }
    }

    @GetMapping("/done")
    String done(@PathVariable String id, HttpSession session, Model model) {
        Draft draft = Drafts.of(session).require(id);
        ConnectionKey key = key(draft);
        var connection = connections.require(key);
        var report = monitor.lastReport(key);
        Wizard.fill(model, id, draft, Step.DONE, Step.DONE);
        model.addAttribute("connection", connection);
        model.addAttribute("probe", ProbeView.of(report));
        model.addAttribute("advice", AdviceView.of(advisor, connection, report, cluster));
        return "setup/done";
    }

    private Outcome apply(Draft draft, boolean dryRun, boolean force) {
        var options = new ApplyOptions(dryRun, force);
        return connections.apply(
            key(draft),
            requests.check(draft.request()),
            new ApplyMode(options, ProbeMode.REPORT, draft.place().createsNamespace(), null, false)
        );
    }

    private static ConnectionKey key(Draft draft) {
        return new ConnectionKey(draft.namespace(), draft.name());
    }
}
