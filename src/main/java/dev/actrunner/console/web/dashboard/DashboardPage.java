package dev.actrunner.console.web.dashboard;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.silence.Silences;
import dev.actrunner.console.connection.store.ConnectionPermissions;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.DashboardSnapshot;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.web.support.UnentitledCaller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Serves the dashboard. */
@Controller
class DashboardPage {

    /** As many as are written in a few seconds. */
    private static final int MAX_ACKNOWLEDGED = 1000;

    private final Monitor monitor;
    private final Keda keda;
    private final DashboardTables tables;
    private final Clock clock;
    private final UnentitledCaller unentitled;
    private final Silences silences;
    private final ConnectionPermissions rights;

    DashboardPage(
        Monitor monitor,
        Keda keda,
        DashboardTables tables,
        Clock clock,
        UnentitledCaller unentitled,
        Silences silences,
        ConnectionPermissions rights
    ) {
        this.rights = rights;
        this.silences = silences;
        this.monitor = monitor;
        this.unentitled = unentitled;
        this.keda = keda;
        this.tables = tables;
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
        DashboardSnapshot dashboard = monitor.dashboard(asked.query());
        model.addAttribute("asked", asked);
        model.addAttribute("columns", DashboardColumns.of(asked.column()));
        model.addAttribute("part", part);
        model.addAttribute("dashboard", dashboard);
        model.addAttribute("table", tables.of(dashboard, asked));
        if (!part && !asked.kiosk()) {
            model.addAttribute("widest", readable(dashboard.widest()));
        }
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

    /**
     * Acknowledges what is wrong with all connections of a group, as far as the caller may.
     *
     * @param id the group's
     */
    @PostMapping("/acknowledge")
    String acknowledge(
        @RequestParam Map<String, String> given,
        @RequestParam(required = false) @Nullable List<String> column,
        @RequestParam String id,
        RedirectAttributes redirect
    ) {
        var asked = DashboardParameters.of(given, column);
        int acknowledged = 0;
        int refused = 0;
        int left = 0;
        for (ConnectionStatus each : monitor.dashboard(asked.query()).group(id)) {
            Finding finding = each.worstFinding();
            if (finding == null || each.isAcknowledged() || each.isSilenced(clock.instant())) {
                continue;
            }
            if (acknowledged + refused == MAX_ACKNOWLEDGED) {
                left++;
                continue;
            }
            try {
                monitor.record(silences.acknowledge(each.key(), () -> finding, ""), null);
                acknowledged++;
            } catch (ClusterException | ConnectionException _) {
                refused++;
            }
        }
        redirect.addFlashAttribute("acknowledged", acknowledged);
        redirect.addFlashAttribute("refused", refused);
        redirect.addFlashAttribute("left", left);
        return "redirect:/" + asked.with(Map.of());
    }

    /** Those whose token the caller may use to look for others. */
    private List<Connection> readable(List<Connection> connections) {
        try {
            Set<String> namespaces = rights.readable(
                connections
                    .stream()
                    .map(each -> each.key().namespace())
                    .toList()
            );
            return connections
                .stream()
                .filter(each -> namespaces.contains(each.key().namespace()))
                .toList();
        } catch (ClusterException _) {
            return List.of();
        }
    }

    private @Nullable KedaInstallation keda() {
        try {
            return keda.cached();
        } catch (ClusterException _) {
            return null;
        }
    }
}
