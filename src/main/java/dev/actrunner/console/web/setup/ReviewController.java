package dev.actrunner.console.web.setup;

import dev.actrunner.console.advice.Advisor;
import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.apply.ApplyOptions;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.apply.ApplyMode;
import dev.actrunner.console.connection.apply.ApplyMode.ProbeMode;
import dev.actrunner.console.connection.apply.ApplyResult;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.request.ConnectionRequestValidator;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.ProbeListener;
import dev.actrunner.console.limit.Costly;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.problem.ProblemException;
import dev.actrunner.console.web.language.Phrases;
import dev.actrunner.console.web.support.AdviceView;
import dev.actrunner.console.web.support.CheckView;
import dev.actrunner.console.web.support.EventStream;
import dev.actrunner.console.web.support.PageError;
import dev.actrunner.console.web.support.ProbeView;
import dev.actrunner.console.web.support.ResourceView;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Serves the wizard's last two steps: the review of what would change and what KEDA would read, and the result. */
@Controller
@RequestMapping("/setup/{id}")
class ReviewController {

    /** A page that was filled in live is made whole with the probe that filled it in. */
    private static final Duration JUST_NOW = Duration.ofSeconds(10);

    /** What a draft's probe looks at, in the order of the report. */
    private static final List<CheckId> PENDING = Stream.concat(
        CheckId.OF_FORGE.stream(),
        Stream.of(CheckId.READING, CheckId.KEDA)
    ).toList();

    private final DraftCheck check;
    private final ConnectionRequestValidator requests;
    private final Connections connections;
    private final Monitor monitor;
    private final Advisor advisor;
    private final Cluster cluster;

    ReviewController(
        DraftCheck check,
        ConnectionRequestValidator requests,
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

    /**
     * Shows what would change and what KEDA would read. A browser whose scripts run (they set the cookie) gets the page at
     * once and then asks for its parts.
     *
     * @param whole asks for all of it at once
     */
    @Costly
    @GetMapping("/review")
    String review(
        @PathVariable String id,
        @CookieValue(defaultValue = "off") String scripts,
        @RequestParam(required = false) @Nullable String whole,
        Drafts drafts,
        Model model,
        HttpServletResponse response
    ) {
        Draft draft = drafts.require(id);
        WizardStep open = check.firstOpen(draft);
        if (WizardStep.REVIEW.isAfter(open)) {
            return "redirect:/setup/" + id + "/" + open.path();
        }
        if (scripts.equals("on") && whole == null) {
            WizardProgress.fill(model, id, draft, WizardStep.REVIEW, WizardStep.REVIEW);
            model.addAttribute("pending", PENDING);
            return "setup/review";
        }
        return page(id, draft, null, model, response);
    }

    private String page(
        String id,
        Draft draft,
        @Nullable PageError failure,
        Model model,
        HttpServletResponse response
    ) {
        PageError pageError = fill(id, draft, failure, Duration.ZERO, model);
        if (pageError != null) {
            response.setStatus(pageError.status());
        }
        return "setup/review";
    }

    /** The checks of the review's probe, one after the other as they are made, and an event that says that they are. */
    @Costly
    @GetMapping(path = "/review/checks", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void checks(@PathVariable String id, Drafts drafts, HttpServletResponse response) throws IOException {
        Draft draft = drafts.require(id);
        var events = new EventStream(response);
        // The checks are made on a thread that knows no reader.
        Phrases phrases = Phrases.ofReader();
        try {
            ProbeListener.watch(
                each -> events.send("check", CheckView.of(each, phrases)),
                () -> apply(draft, new ApplyOptions(true, false), Duration.ZERO)
            );
        } catch (ProblemException _) {
            // The part that is asked for next says it.
        }
        events.send("done", Map.of());
    }

    /** The review's part that its page lacks at first. */
    @Costly
    @GetMapping("/review/result")
    String seen(@PathVariable String id, Drafts drafts, Model model) {
        fill(id, drafts.require(id), null, JUST_NOW, model);
        return "setup/review :: result";
    }

    private @Nullable PageError fill(
        String id,
        Draft draft,
        @Nullable PageError failure,
        Duration maxProbeAge,
        Model model
    ) {
        WizardProgress.fill(model, id, draft, WizardStep.REVIEW, WizardStep.REVIEW);
        PageError found = plan(draft, failure != null && failure.canForce(), maxProbeAge, model);
        if (found != null && found.canForce()) {
            // Forced, so that a conflict shows as what would be taken over, and is not the end of the page.
            plan(draft, true, maxProbeAge, model);
        }
        PageError pageError = found == null ? failure : found;
        model.addAttribute("pageError", pageError);
        return pageError;
    }

    /** A dry run on the cluster and a probe of the forge; gives what stands in the way, null when nothing does. */
    private @Nullable PageError plan(Draft draft, boolean force, Duration maxProbeAge, Model model) {
        try {
            ApplyResult result = apply(draft, new ApplyOptions(true, force), maxProbeAge);
            model.addAttribute("plan", ResourceView.of(result.resources(), cluster));
            model.addAttribute("probe", ProbeView.of(result.report()));
            return null;
        } catch (ProblemException e) {
            return PageError.of(e);
        }
    }

    @PostMapping("/review")
    String apply(
        @PathVariable String id,
        @RequestParam(defaultValue = "false") boolean force,
        Drafts drafts,
        Model model,
        HttpServletResponse response,
        RedirectAttributes redirect
    ) {
        Draft draft = drafts.require(id);
        try {
            ApplyResult result = apply(draft, new ApplyOptions(false, force), Duration.ZERO);
            monitor.record(result.connection(), result.report());
            drafts.put(id, draft.withoutToken());
            redirect.addFlashAttribute("applied", ResourceView.of(result.resources(), cluster));
            return "redirect:/setup/" + id + "/done";
        } catch (ProblemException e) {
            return page(id, draft, PageError.of(e), model, response);
        }
    }

    @GetMapping("/done")
    String done(@PathVariable String id, Drafts drafts, Model model) {
        Draft draft = drafts.require(id);
        ConnectionKey key = key(draft);
        var connection = connections.require(key);
        var report = monitor.lastReport(key);
        WizardProgress.fill(model, id, draft, WizardStep.DONE, WizardStep.DONE);
        model.addAttribute("connection", connection);
        model.addAttribute("probe", ProbeView.of(report));
        model.addAttribute("advice", AdviceView.of(advisor, connection, report, cluster));
        return "setup/done";
    }

    private ApplyResult apply(Draft draft, ApplyOptions options, Duration maxProbeAge) {
        return connections.apply(
            key(draft),
            requests.check(draft.request()),
            new ApplyMode(options, ProbeMode.REPORT, draft.place().createsNamespace(), null, false, maxProbeAge)
        );
    }

    private static ConnectionKey key(Draft draft) {
        return new ConnectionKey(draft.namespace(), draft.name());
    }
}
