package dev.actrunner.console.web.dashboard;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.monitor.DashboardQuery;
import dev.actrunner.console.monitor.DashboardQuery.Order;
import dev.actrunner.console.monitor.DashboardSnapshot;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.web.support.UnentitledCaller;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
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

    /** What was asked for, as the page's address has it. */
    public record Asked(String q, String verdict, String ns, String forge, String sort, int page) {
        DashboardQuery query() {
            Order order = Arrays.stream(Order.values())
                .filter(o -> o.name().toLowerCase(Locale.ROOT).equals(sort))
                .findFirst()
                .orElse(Order.VERDICT);
            return new DashboardQuery(q, verdict, ns, forge, order, page);
        }

        /** Whether anything but the whole list was asked for. */
        public boolean isNarrowed() {
            return !(q.isBlank() && verdict.isEmpty() && ns.isEmpty() && forge.isEmpty());
        }
    }

    /** @param part set by htmx, which wants what changes alone */
    @GetMapping("/")
    String show(
        @RequestParam(defaultValue = "") String q,
        @RequestParam(defaultValue = "") String verdict,
        @RequestParam(defaultValue = "") String ns,
        @RequestParam(defaultValue = "") String forge,
        @RequestParam(defaultValue = "") String sort,
        @RequestParam(defaultValue = "1") String page,
        @RequestParam @Nullable String kiosk,
        @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
        Model model
    ) {
        var asked = new Asked(q, verdict, ns, forge, sort, page.matches("\\d{1,6}") ? Integer.parseInt(page) : 1);
        Instant now = clock.instant();
        DashboardSnapshot dashboard = monitor.dashboard(asked.query());
        model.addAttribute("asked", asked);
        model.addAttribute("dashboard", dashboard);
        model.addAttribute(
            "rows",
            dashboard
                .rows()
                .stream()
                .map(s -> DashboardRow.of(s, now))
                .toList()
        );
        model.addAttribute("keda", keda());
        boolean none = dashboard.totals().connections() + dashboard.totals().helm() == 0;
        model.addAttribute("unentitled", none ? unentitled.find() : null);
        model.addAttribute("none", none);
        model.addAttribute("complete", monitor.isWatchComplete());
        model.addAttribute("isolated", monitor.isIsolated());
        model.addAttribute("limited", monitor.isLimited());
        model.addAttribute("kiosk", kiosk != null);
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
