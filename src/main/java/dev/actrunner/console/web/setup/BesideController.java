package dev.actrunner.console.web.setup;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.batch.NewOrganizations;
import dev.actrunner.console.connection.batch.SharedToken;
import dev.actrunner.console.monitor.ConnectionStatus;
import dev.actrunner.console.monitor.Monitor;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Begins the wizard's page for many connections with the forge and the token of one that exists, and says whether it is worth it. */
@Controller
class BesideController {

    /** So many are named. */
    private static final int NAMED = 3;

    private final SharedToken tokens;
    private final NewOrganizations organizations;
    private final Monitor monitor;

    BesideController(SharedToken tokens, NewOrganizations organizations, Monitor monitor) {
        this.tokens = tokens;
        this.organizations = organizations;
        this.monitor = monitor;
    }

    @GetMapping("/setup/beside/{ns}/{name}")
    String begin(@PathVariable String ns, @PathVariable String name, Drafts drafts) {
        SharedToken.Source source = tokens.of(new ConnectionKey(ns, name));
        return "redirect:/setup/" + drafts.add(Draft.beside(source.connection(), source.token())) + "/many?list";
    }

    /** The dashboard's part about one forge: how many organizations are new, and the first of them. Empty where none is. */
    @GetMapping("/setup/beside/{ns}/{name}/new")
    String news(@PathVariable String ns, @PathVariable String name, Model model) {
        List<String> found = find(new ConnectionKey(ns, name));
        String names = String.join(", ", found.subList(0, Math.min(NAMED, found.size())));
        model.addAttribute("count", found.size());
        model.addAttribute("names", found.size() > NAMED ? names + ", …" : names);
        return "dashboard :: found";
    }

    private List<String> find(ConnectionKey key) {
        try {
            return organizations.find(
                key,
                monitor.statuses().stream().map(ConnectionStatus::connection).filter(Objects::nonNull).toList()
            );
        } catch (ClusterException | ConnectionException _) {
            // Whoever follows the link is told why.
            return List.of();
        }
    }
}
