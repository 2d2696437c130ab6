package dev.actrunner.console.web.dashboard;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.DashboardSnapshot;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.monitor.VisibleNamespaces;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

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

    private static final MediaType SVG = new MediaType("image", "svg+xml", StandardCharsets.UTF_8);

    private final Monitor monitor;
    private final VisibleNamespaces visibleNamespaces;
    private final ITemplateEngine templates;
    private final boolean open;

    BadgeController(
        Monitor monitor,
        VisibleNamespaces visibleNamespaces,
        ITemplateEngine templates,
        @Value("${console.security.public-badges:false}") boolean publicBadges
    ) {
        this.monitor = monitor;
        this.visibleNamespaces = visibleNamespaces;
        this.templates = templates;
        this.open = publicBadges;
    }

    /** Draws the badge; with 404 where there is no such connection. */
    @GetMapping("/badge/{ns}/{name}.svg")
    ResponseEntity<String> badge(@PathVariable String ns, @PathVariable String name) {
        var key = new ConnectionKey(ns, name);
        if (!open) {
            visibleNamespaces.require(ns);
        }
        ConnectionStatus status = monitor.status(key).orElse(null);
        String state = status == null ? "missing" : status.state().id();
        String figure = status == null || status.counts() == null ? "" : " · " + status.counts().total();
        String right = state + figure;
        var badge = new Context(Locale.ROOT);
        badge.setVariable("left", name);
        badge.setVariable("right", right);
        badge.setVariable("leftWidth", width(name));
        badge.setVariable("rightWidth", width(right));
        badge.setVariable("color", COLORS.getOrDefault(state, "#4d4d4d"));
        // Not as a view: that would be sent as HTML.
        return ResponseEntity.status(status == null ? HttpStatus.NOT_FOUND : HttpStatus.OK)
            .contentType(SVG)
            .header(HttpHeaders.CACHE_CONTROL, "no-cache, max-age=0")
            .body(templates.process("badge", badge));
    }

    /** About as wide as the text is in a font of 11 pixels. */
    private static int width(String text) {
        return text.length() * 7 + 12;
    }
}
