package dev.actrunner.console.web.scaleset;

import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.cluster.apply.ApplyOptions;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.forge.LabelDemand;
import dev.actrunner.console.forge.Platform;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.problem.ProblemException;
import dev.actrunner.console.scaleset.RunnerMode;
import dev.actrunner.console.scaleset.ScaleSetKey;
import dev.actrunner.console.scaleset.apply.ScaleSetApplyMode;
import dev.actrunner.console.scaleset.apply.ScaleSetApplyResult;
import dev.actrunner.console.scaleset.apply.ScaleSets;
import dev.actrunner.console.web.language.Phrases;
import dev.actrunner.console.web.support.FieldErrors;
import dev.actrunner.console.web.support.PageError;
import dev.actrunner.console.web.support.ResourceView;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Serves the form that creates a scale set for a connection. */
@Controller
class ScaleSetFormPages {

    private static final String NEW = "/connections/{ns}/{name}/scale-sets/new";
    private static final String DEFAULT_LABEL = "docker";
    private static final String HOST = ":host";

    private final Connections connections;
    private final ScaleSets scaleSets;
    private final Monitor monitor;
    private final Cluster cluster;

    ScaleSetFormPages(Connections connections, ScaleSets scaleSets, Monitor monitor, Cluster cluster) {
        this.cluster = cluster;
        this.connections = connections;
        this.scaleSets = scaleSets;
        this.monitor = monitor;
    }

    @GetMapping(NEW)
    String show(@PathVariable String ns, @PathVariable String name, Model model) {
        Connection connection = connections.require(new ConnectionKey(ns, name));
        ConnectionReport report = monitor.lastReportOrProbe(connection.key());
        boolean ephemeral = isEphemeralOffered(connection, report);
        return page(
            connection,
            ScaleSetForm.preset(name, ephemeral ? "ephemeral" : "persistent", labels(connection, report)),
            FieldErrors.none(),
            model
        );
    }

    /** Preset with what waiting jobs ask for, then with what the connection counts. */
    private static List<String> labels(Connection connection, ConnectionReport report) {
        List<String> asked = Stream.concat(
            report.probe().observed().waitingLabels().stream().map(LabelDemand::labels).flatMap(List::stream),
            connection.labels().names().stream()
        )
            .distinct()
            .limit(10)
            .map(label -> label + HOST)
            .toList();
        return asked.isEmpty() ? List.of(DEFAULT_LABEL + HOST) : asked;
    }

    private static boolean isEphemeralOffered(Connection connection, ConnectionReport report) {
        Platform platform = report.probe().platform() == null ? connection.platform() : report.probe().platform();
        return platform != null && RunnerMode.isEphemeralOffered(platform, report.probe().release());
    }

    /** Shows the form as somebody, or the import of a Helm release, has filled it in. */
    @PostMapping(path = NEW, params = "action=edit")
    String edit(@PathVariable String ns, @PathVariable String name, ScaleSetForm form, Model model) {
        Connection connection = connections.require(new ConnectionKey(ns, name));
        return page(connection, form, FieldErrors.none(), model);
    }

    /** Shows what would change. */
    @PostMapping(path = NEW, params = "action=preview")
    String preview(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestParam(defaultValue = "false") boolean force,
        ScaleSetForm form,
        Model model,
        HttpServletResponse response
    ) {
        Connection connection = connections.require(new ConnectionKey(ns, name));
        return attempt(connection, form, model, response, () -> {
            addPlan(connection, form, force, model);
            model.addAttribute("canForce", force);
            return page(connection, form, FieldErrors.none(), model);
        });
    }

    @PostMapping(NEW)
    String create(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestParam(defaultValue = "false") boolean force,
        ScaleSetForm form,
        Model model,
        HttpServletResponse response,
        RedirectAttributes redirect
    ) {
        Connection connection = connections.require(new ConnectionKey(ns, name));
        return attempt(connection, form, model, response, () -> {
            ScaleSetApplyResult done = apply(connection, form, new ApplyOptions(false, force));
            redirect.addFlashAttribute("applied", true);
            redirect.addFlashAttribute("warnings", translated(done.warnings()));
            return "redirect:/scale-sets/" + ns + "/" + done.scaleSet().key().name();
        });
    }

    private void addPlan(Connection connection, ScaleSetForm form, boolean force, Model model) {
        ScaleSetApplyResult plan = apply(connection, form, new ApplyOptions(true, force));
        model.addAttribute("plan", ResourceView.of(plan.objects(), cluster));
        model.addAttribute("warnings", translated(plan.warnings()));
        model.addAttribute("force", force);
    }

    private ScaleSetApplyResult apply(Connection connection, ScaleSetForm form, ApplyOptions options) {
        String wanted = form.name() == null ? "" : form.name().strip();
        return scaleSets.apply(
            new ScaleSetKey(connection.key().namespace(), wanted),
            form.toRequest(connection.key().name()),
            new ScaleSetApplyMode(options, null, true),
            known -> monitor.lastReport(known.key())
        );
    }

    private static List<String> translated(List<String> warnings) {
        return warnings.stream().map(Phrases.ofReader()::translate).toList();
    }

    private String attempt(
        Connection connection,
        ScaleSetForm form,
        Model model,
        HttpServletResponse response,
        Supplier<String> work
    ) {
        try {
            return work.get();
        } catch (ConnectionException.Invalid invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(
                connection,
                form,
                FieldErrors.of(invalid.problems()).within("settings", ScaleSetForm.INPUTS),
                model
            );
        } catch (ProblemException problem) {
            // What the cluster or a condition says is about the scale set as a whole.
            PageError refused = PageError.of(problem);
            response.setStatus(refused.status());
            model.addAttribute("refused", refused.message());
            model.addAttribute("remediation", refused.remediation());
            model.addAttribute("canForce", refused.canForce());
            if (refused.canForce()) {
                // Forced, so that a conflict shows as what would be taken over, and is not the end of the page.
                addPlan(connection, form, true, model);
            }
            return page(connection, form, FieldErrors.none(), model);
        }
    }

    private String page(Connection connection, ScaleSetForm form, FieldErrors problems, Model model) {
        model.addAttribute("connection", connection);
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("ephemeral", isEphemeralOffered(connection, monitor.lastReportOrProbe(connection.key())));
        return "scale-set-new";
    }
}
