package dev.actrunner.console.web.connection;

import dev.actrunner.console.advice.Advisor;
import dev.actrunner.console.cluster.Cluster;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.scaling.ObjectEvents;
import dev.actrunner.console.connection.store.ConnectionPermissions;
import dev.actrunner.console.connection.store.VisibleConnection;
import dev.actrunner.console.connection.trigger.TriggerYaml;
import dev.actrunner.console.diagnosis.Redactor;
import dev.actrunner.console.keda.scaling.TriggerSpec;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.monitor.history.HistorySnapshot;
import dev.actrunner.console.monitor.history.StatusTransition;
import dev.actrunner.console.scaleset.apply.ScaleSets;
import dev.actrunner.console.web.connection.HistoryView.Range;
import dev.actrunner.console.web.language.Phrases;
import dev.actrunner.console.web.setup.Draft;
import dev.actrunner.console.web.setup.Drafts;
import dev.actrunner.console.web.support.AdviceView;
import dev.actrunner.console.web.support.FieldErrors;
import dev.actrunner.console.web.support.ProbeView;
import dev.actrunner.console.web.support.RelativeTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Serves the page of a connection. */
@Controller
class ConnectionPages {

    private static final String ONE = "/connections/{ns}/{name}";

    private final Connections connections;
    private final Monitor monitor;
    private final Advisor advisor;
    private final ScaleSets scaleSets;
    private final TriggerYaml triggers;
    private final Cluster cluster;
    private final ConnectionPermissions rights;
    private final ObjectEvents events;
    private final Clock clock;

    ConnectionPages(
        Connections connections,
        Monitor monitor,
        Advisor advisor,
        ScaleSets scaleSets,
        TriggerYaml triggers,
        Cluster cluster,
        ConnectionPermissions rights,
        ObjectEvents events,
        Clock clock
    ) {
        this.events = events;
        this.clock = clock;
        this.rights = rights;
        this.advisor = advisor;
        this.scaleSets = scaleSets;
        this.triggers = triggers;
        this.connections = connections;
        this.monitor = monitor;
        this.cluster = cluster;
    }

    /** @param part set by htmx, which wants what changes alone */
    @GetMapping(ONE)
    String show(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestParam(defaultValue = "overview") ConnectionTab tab,
        @RequestParam(defaultValue = "hour") String range,
        @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
        Model model
    ) {
        var key = new ConnectionKey(ns, name);
        model.addAttribute("range", range);
        if (part) {
            Connection connection = connections.require(key);
            fillLive(connection, monitor.lastReportOrProbe(key), tab, model);
            model.addAttribute("part", true);
            return "connection-parts";
        }
        return page(key, monitor.lastReportOrProbe(key), tab, model);
    }

    /** Reads a trigger that somebody wrote, as KEDA would; nothing is stored. */
    @PostMapping(ONE + "/trigger")
    String read(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestParam(defaultValue = "") String trigger,
        Model model
    ) {
        var key = new ConnectionKey(ns, name);
        model.addAttribute("pasted", Redactor.withoutTokens(trigger));
        ConnectionReport report = monitor.lastReportOrProbe(key);
        try {
            List<TriggerSpec> given = triggers.parse(trigger);
            // What somebody tries out says nothing about the connection, whose verdict stays.
            return page(key, report.reading(connections.probe(key, given).readings()), ConnectionTab.TRIGGERS, model);
        } catch (ConnectionException.Invalid invalid) {
            model.addAttribute("problems", FieldErrors.of(invalid.problems()));
            return page(key, report, ConnectionTab.TRIGGERS, model);
        }
    }

    /** Fills the parts of the page that are updated live: its head, and the section that is open. */
    private void fillLive(Connection connection, ConnectionReport report, ConnectionTab tab, Model model) {
        ConnectionKey key = connection.key();
        Instant now = clock.instant();
        Optional<ConnectionStatus> status = monitor.status(key);
        Phrases phrases = Phrases.ofReader();
        String cannotChange = phrases.translateNullable(rights.whyNotChange(key.namespace()));
        model.addAttribute("tab", tab.id());
        model.addAttribute("key", key);
        model.addAttribute("connection", connection);
        model.addAttribute("cannotChange", cannotChange);
        model.addAttribute("probe", ProbeView.of(report));
        model.addAttribute("age", RelativeTime.of(report.probe().checkedAt(), now));
        model.addAttribute("checkedAt", report.probe().checkedAt());
        status.ifPresent(known -> StatusView.of(known, now, phrases).fill(model));
        model.addAttribute(
            "alert",
            report
                .probe()
                .worstCheck()
                .map(check -> ConnectionAlert.of(check, connection, cannotChange == null, phrases))
                .orElse(null)
        );
        Optional<HistorySnapshot> known = monitor.history(key).map(all -> HistorySnapshot.of(all, now));
        if (tab == ConnectionTab.HISTORY) {
            model.addAttribute("phases", Waterfall.of(report.probe().observed().timings()));
            Range range = Range.of(String.valueOf(model.getAttribute("range")));
            model.addAttribute("range", range.id());
            model.addAttribute("ranges", Range.values());
            model.addAttribute("history", known.map(all -> HistoryView.of(all, range, now)).orElse(null));
        } else if (tab == ConnectionTab.ACTIVITY) {
            List<StatusTransition> transitions = known.map(HistorySnapshot::transitions).orElse(List.of());
            model.addAttribute("timeline", TimelineEntry.of(transitions, events.of(connection), now));
        }
    }

    private String page(ConnectionKey key, ConnectionReport report, ConnectionTab tab, Model model) {
        VisibleConnection details = connections.details(key);
        Connection connection = details.connection();
        if (!model.containsAttribute("problems")) {
            model.addAttribute("problems", FieldErrors.none());
        }
        fillLive(connection, report, tab, model);
        model.addAttribute("tabs", List.of(ConnectionTab.values()));
        switch (tab) {
            case OVERVIEW -> model.addAttribute("users", connections.users(connection));
            case SCALE_SETS -> {
                model.addAttribute("scaleSets", scaleSets.of(key));
                model.addAttribute("advice", AdviceView.of(advisor, connection, report, cluster));
            }
            case RESOURCES -> {
                model.addAttribute("fieldManagers", FieldManagerView.of(details.fieldManagers(), clock.instant()));
                model.addAttribute("manifests", yaml(details));
                model.addAttribute(
                    "cannotDelete",
                    Phrases.ofReader().translateNullable(rights.whyNotDelete(key.namespace()))
                );
            }
            case HISTORY, TRIGGERS, ACTIVITY -> {
                // These have nothing but what is filled live.
            }
        }
        return "connection";
    }

    private String yaml(VisibleConnection details) {
        return details.manifests().stream().map(cluster::asYaml).collect(Collectors.joining("---\n"));
    }

    /** Serves the manifests as a file. A browser's Accept header would get JSON from the REST API. */
    @ResponseBody
    @GetMapping(path = ONE + "/manifests.yaml", produces = "application/yaml")
    String manifests(@PathVariable String ns, @PathVariable String name) {
        return yaml(connections.details(new ConnectionKey(ns, name)));
    }

    /** Opens the wizard, filled in. */
    @GetMapping(ONE + "/change")
    String change(@PathVariable String ns, @PathVariable String name, Drafts drafts) {
        Connection connection = connections.require(new ConnectionKey(ns, name));
        return "redirect:/setup/" + drafts.add(Draft.of(connection)) + "/forge";
    }

    @PostMapping(ONE + "/probe")
    String probe(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestParam(defaultValue = "overview") ConnectionTab tab
    ) {
        monitor.probe(new ConnectionKey(ns, name));
        return "redirect:" + path(ns, name) + "?tab=" + tab.id();
    }

    @PostMapping(ONE + "/delete")
    String delete(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestParam(defaultValue = "") String confirmation,
        RedirectAttributes redirect
    ) {
        var key = new ConnectionKey(ns, name);
        if (!confirmation.strip().equals(name)) {
            redirect.addFlashAttribute("mistyped", true);
            return "redirect:" + path(ns, name) + "?tab=resources#delete";
        }
        connections.delete(key, false, false, null);
        monitor.forget(key);
        redirect.addFlashAttribute("deleted", key.toString());
        return "redirect:/";
    }

    private static String path(String ns, String name) {
        return "/connections/" + ns + "/" + name;
    }
}
