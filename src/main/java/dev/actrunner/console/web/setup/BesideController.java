package dev.actrunner.console.web.setup;

import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.batch.SharedToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Begins the wizard's page for many connections with the forge and the token of one that exists. */
@Controller
class BesideController {

    private final SharedToken tokens;

    BesideController(SharedToken tokens) {
        this.tokens = tokens;
    }

    @GetMapping("/setup/beside/{ns}/{name}")
    String begin(@PathVariable String ns, @PathVariable String name, Drafts drafts) {
        SharedToken.Source source = tokens.of(new ConnectionKey(ns, name));
        return "redirect:/setup/" + drafts.add(Draft.beside(source.connection(), source.token())) + "/many?list";
    }
}
