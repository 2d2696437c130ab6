package dev.actrunner.console.web.connection;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.rotate.NewToken;
import dev.actrunner.console.connection.rotate.RotationResult;
import dev.actrunner.console.connection.rotate.TokenRotation;
import dev.actrunner.console.forge.token.ForgeTokens;
import dev.actrunner.console.monitor.Monitor;
import dev.actrunner.console.web.support.FieldErrors;
import dev.actrunner.console.web.support.ProbeView;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Serves the pages that replace a connection's token. */
@Controller
class TokenPages {

    private static final String TOKEN = "/connections/{ns}/{name}/token";

    private final Connections connections;
    private final TokenRotation rotation;
    private final Monitor monitor;

    TokenPages(Connections connections, TokenRotation rotation, Monitor monitor) {
        this.connections = connections;
        this.rotation = rotation;
        this.monitor = monitor;
    }

    @GetMapping(TOKEN)
    String show(@PathVariable String ns, @PathVariable String name, Model model) {
        return page(new ConnectionKey(ns, name), model, FieldErrors.none());
    }

    @PostMapping(TOKEN)
    String rotate(
        @PathVariable String ns,
        @PathVariable String name,
        NewToken given,
        Model model,
        HttpServletResponse response
    ) {
        var key = new ConnectionKey(ns, name);
        model.addAttribute("username", given.username());
        try {
            RotationResult rotated = rotation.rotate(key, given);
            monitor.record(connections.require(key), rotated.report());
            model.addAttribute("rotated", rotated);
            model.addAttribute("probe", ProbeView.of(connections.visible(ns, rotated.report())));
            return page(key, model, FieldErrors.none());
        } catch (ConnectionException.ProbeFailed failed) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("probe", ProbeView.of(failed.report()));
            return page(key, model, FieldErrors.none());
        } catch (ConnectionException.Invalid invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(key, model, FieldErrors.of(invalid.problems()));
        }
    }

    /** Deletes on the forge the token that was replaced. */
    @PostMapping(TOKEN + "/old")
    String deletePrevious(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestParam(defaultValue = "") String old,
        NewToken given,
        Model model,
        HttpServletResponse response,
        RedirectAttributes redirect
    ) {
        var key = new ConnectionKey(ns, name);
        try {
            redirect.addFlashAttribute("previousDeleted", rotation.deletePrevious(key, old, given));
            return "redirect:/connections/" + ns + "/" + name;
        } catch (ConnectionException.Invalid invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("username", given.username());
            model.addAttribute("rotated", new RotationResult(key, monitor.lastReportOrProbe(key), old));
            model.addAttribute("probe", ProbeView.of(monitor.lastReportOrProbe(key)));
            return page(key, model, FieldErrors.of(invalid.problems()));
        }
    }

    private String page(ConnectionKey key, Model model, @Nullable FieldErrors problems) {
        Connection connection = connections.require(key);
        model.addAttribute("connection", connection);
        model.addAttribute("path", "/connections/" + key.namespace() + "/" + key.name());
        model.addAttribute("tokenScope", connection.scope().tokenScope());
        model.addAttribute("problems", problems);
        return "token";
    }
}
