package dev.actrunner.console.web.dashboard;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.monitor.DashboardSnapshot;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.web.support.UnentitledCaller;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Serves the dashboard. */
@Controller
class DashboardPage {

    private final Monitor monitor;
    private final Keda keda;
    private final Clock clock;
    private final UnentitledCaller unentitled;

    DashboardPage(Monitor monitor, Keda keda, Clock clock, UnentitledCaller unentitled) {
        this.monitor = monitor;
        this.unentitled = unentitled;
        this.keda = keda;
        this.clock = clock;
    }

    /** @param part set by htmx, which wants what changes alone */
    @GetMapping("/")
    String show(
        @RequestParam Map<String, String> given,
        @RequestParam(required = false) @Nullable List<String> column,
        @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
        Model model
    ) {
        var asked = DashboardParameters.of(given, column);
        Instant now = clock.instant();
        DashboardSnapshot dashboard = monitor.dashboard(asked.query());
        model.addAttribute("asked", asked);
        model.addAttribute("columns", DashboardColumns.of(asked.column()));
        model.addAttribute("part", part);
        model.addAttribute("dashboard", dashboard);
        model.addAttribute(
            "rows",
            dashboard
                .rows()
                .stream()
                .map(s -> DashboardRow.of(s, now))
                .toList()
        );
        model.addAttribute(
            "groups",
            dashboard
                .groups()
                .stream()
                .map(g -> GroupView.of(g, asked, now))
                .toList()
        );
        model.addAttribute("keda", keda());
        boolean none = dashboard.totals().connections() + dashboard.totals().helm() == 0;
        model.addAttribute("unentitled", none ? unentitled.find() : null);
        model.addAttribute("none", none);
        model.addAttribute("complete", monitor.isWatchComplete());
        model.addAttribute("isolated", monitor.isIsolated());
        model.addAttribute("limited", monitor.isLimited());
        model.addAttribute("kiosk", asked.kiosk());
        if (part) {
            return "dashboard :: live";
        }
        return "dashboard";
    }

    private @Nullable KedaInstallation keda() {
        try {
            return keda.cached();
        } catch (ClusterException _) {
            return null;
        }
    }
}
