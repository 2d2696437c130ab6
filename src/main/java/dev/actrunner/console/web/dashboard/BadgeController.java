package dev.actrunner.console.web.dashboard;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.DashboardSnapshot;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.monitor.VisibleNamespaces;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Serves a connection's verdict as a small image, for READMEs and portals. */
@Controller
class BadgeController {

    private static final Map<String, String> COLORS = Map.of(
        "ready",
        "#3d7317",
        "warning",
        "#8a5a00",
        "failed",
        "#b1380b"
    );

    private final Monitor monitor;
    private final VisibleNamespaces visibleNamespaces;
    private final boolean open;

    BadgeController(
        Monitor monitor,
        VisibleNamespaces visibleNamespaces,
        @Value("${console.security.public-badges:false}") boolean publicBadges
    ) {
        this.monitor = monitor;
        this.visibleNamespaces = visibleNamespaces;
        this.open = publicBadges;
    }

    /** 404 where there is no such connection. */
    @GetMapping("/badge/{ns}/{name}.svg")
    String badge(@PathVariable String ns, @PathVariable String name, Model model, HttpServletResponse response) {
        var key = new ConnectionKey(ns, name);
        if (!open) {
            visibleNamespaces.require(ns);
        }
        ConnectionStatus status = monitor.status(key).orElse(null);
        String state = status == null ? "missing" : status.state().id();
        String figure = status == null || status.counts() == null ? "" : " · " + status.counts().total();
        String right = state + figure;
        model.addAttribute("left", name);
        model.addAttribute("right", right);
        model.addAttribute("leftWidth", width(name));
        model.addAttribute("rightWidth", width(right));
        model.addAttribute("color", COLORS.getOrDefault(state, "#4d4d4d"));
        response.setStatus(status == null ? 404 : 200);
        response.setContentType("image/svg+xml;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, max-age=0");
        return "badge";
    }

    /** About as wide as the text is in a font of 11 pixels. */
    private static int width(String text) {
        return text.length() * 7 + 12;
    }
}
