package dev.actrunner.console.web.scaleset;

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
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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

    ScaleSetFormPages(Connections connections, ScaleSets scaleSets, Monitor monitor) {
        this.connections = connections;
        this.scaleSets = scaleSets;
        this.monitor = monitor;
    }

    @GetMapping(NEW)
    String show(@PathVariable String ns, @PathVariable String name, Model model) {
        Connection connection = connections.require(new ConnectionKey(ns, name));
        ConnectionReport report = monitor.recentReport(connection.key());
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

    @PostMapping(NEW)
    String create(
        @PathVariable String ns,
        @PathVariable String name,
        ScaleSetForm form,
        Model model,
        HttpServletResponse response,
        RedirectAttributes redirect
    ) {
        var key = new ConnectionKey(ns, name);
        Connection connection = connections.require(key);
        try {
            String wanted = form.name() == null ? "" : form.name().strip();
            ScaleSetApplyResult done = scaleSets.apply(
                new ScaleSetKey(ns, wanted),
                form.toRequest(name),
                new ScaleSetApplyMode(new ApplyOptions(false, false), null, true),
                known -> monitor.lastReport(known.key())
            );
            redirect.addFlashAttribute("applied", true);
            redirect.addFlashAttribute(
                "warnings",
                done.warnings().stream().map(Phrases.ofReader()::translate).toList()
            );
            return "redirect:/scale-sets/" + ns + "/" + wanted;
        } catch (ConnectionException.Invalid invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(connection, form, new FieldErrors(invalid.problems()), model);
        } catch (ProblemException problem) {
            // What the cluster or a condition says is about the scale set as a whole.
            response.setStatus(problem.getStatusCode().value());
            Phrases phrases = Phrases.ofReader();
            model.addAttribute("refused", phrases.translate(String.valueOf(problem.getMessage())));
            model.addAttribute("remediation", phrases.translate(problem.remediation()));
            return page(connection, form, FieldErrors.none(), model);
        }
    }

    private String page(Connection connection, ScaleSetForm form, FieldErrors problems, Model model) {
        model.addAttribute("connection", connection);
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("ephemeral", isEphemeralOffered(connection, monitor.recentReport(connection.key())));
        return "scale-set-new";
    }
}
