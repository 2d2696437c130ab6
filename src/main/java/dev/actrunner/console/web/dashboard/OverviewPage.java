package dev.actrunner.console.web.dashboard;

import dev.actrunner.console.cluster.access.ClusterStatusReader;
import dev.actrunner.console.cluster.identity.ClusterIdentity;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.monitor.DashboardQuery;
import dev.actrunner.console.monitor.DashboardSnapshot;
import dev.actrunner.console.monitor.Monitor;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Serves what the page of all clusters shows of this one: its totals, and the connections that need somebody most. */
@Controller
class OverviewPage {

    private static final int ROWS = 10;

    private final Monitor monitor;
    private final ClusterStatusReader cluster;
    private final Clock clock;

    OverviewPage(Monitor monitor, ClusterStatusReader cluster, Clock clock) {
        this.cluster = cluster;
        this.monitor = monitor;
        this.clock = clock;
    }

    /** Open to everybody: who is nobody here is asked to sign in, in the place of a part of the page. */
    @GetMapping("/overview")
    String show(Model model) {
        if (CurrentIdentity.current() instanceof ClusterIdentity.Nobody) {
            return "clusters :: sign-in";
        }
        Instant now = clock.instant();
        DashboardSnapshot dashboard = monitor.dashboard(DashboardParameters.of(Map.of("group", "none"), null).query());
        model.addAttribute("dashboard", dashboard);
        model.addAttribute(
            "rows",
            dashboard
                .rows()
                .stream()
                .limit(ROWS)
                .map(status -> DashboardRow.of(status, now))
                .toList()
        );
        // Several of these are on one page.
        model.addAttribute("idPrefix", cluster.cached().name() + "-");
        model.addAttribute("complete", monitor.isWatchComplete());
        return "clusters :: overview";
    }
}
