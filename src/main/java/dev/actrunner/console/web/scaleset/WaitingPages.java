package dev.actrunner.console.web.scaleset;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.forge.probe.RegisteredRunner;
import dev.actrunner.console.keda.scaling.ScaledResource;
import dev.actrunner.console.limit.Costly;
import dev.actrunner.console.scaleset.apply.ScaleSets;
import dev.actrunner.console.scaleset.state.ScaleSetState;
import dev.actrunner.console.scaleset.state.ScaleSetStates;
import dev.actrunner.console.scaleset.waiting.WaitingDiagnoser;
import dev.actrunner.console.scaleset.waiting.WaitingDiagnosis;
import dev.actrunner.console.web.language.Phrases;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** Serves the page that tells why the jobs of a connection wait, and lists the runners that are registered there. */
@Controller
class WaitingPages {

    private final Connections connections;
    private final ScaleSets scaleSets;
    private final ScaleSetStates states;
    private final WaitingDiagnoser diagnoser;

    WaitingPages(Connections connections, ScaleSets scaleSets, ScaleSetStates states, WaitingDiagnoser diagnoser) {
        this.connections = connections;
        this.scaleSets = scaleSets;
        this.states = states;
        this.diagnoser = diagnoser;
    }

    /** @param part set by htmx, which wants what changes alone */
    @Costly
    @GetMapping("/connections/{ns}/{name}/waiting")
    String show(
        @PathVariable String ns,
        @PathVariable String name,
        @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
        Model model
    ) {
        var key = new ConnectionKey(ns, name);
        Connection connection = connections.require(key);
        WaitingDiagnosis diagnosis = diagnoser.diagnose(key);
        Phrases phrases = Phrases.ofReader();
        Optional<List<RegisteredRunner>> runners = connections.runners(key);
        model.addAttribute("connection", connection);
        model.addAttribute("job", LinkView.of(diagnosis.job(), phrases));
        model.addAttribute(
            "broken",
            diagnosis
                .broken()
                .map(link -> LinkView.of(link, phrases))
                .orElse(null)
        );
        model.addAttribute(
            "chains",
            diagnosis
                .chains()
                .stream()
                .map(chain -> ChainView.of(chain, phrases))
                .toList()
        );
        model.addAttribute("runners", runners.orElse(null));
        model.addAttribute(
            "offline",
            runners
                .orElse(List.of())
                .stream()
                .filter(r -> r.status() == RegisteredRunner.Status.OFFLINE)
                .count()
        );
        return part ? "waiting :: waiting" : "waiting";
    }

    /** Shows the figures that the forge and the cluster are asked for: registered runners and pods of runners. */
    @Costly
    @GetMapping("/connections/{ns}/{name}/figures")
    String figures(@PathVariable String ns, @PathVariable String name, Model model) {
        var key = new ConnectionKey(ns, name);
        List<RegisteredRunner> runners = connections.runners(key).orElse(null);
        model.addAttribute("runners", runners);
        for (RegisteredRunner.Status status : RegisteredRunner.Status.values()) {
            model.addAttribute(
                status.id(),
                runners == null
                    ? 0
                    : runners
                          .stream()
                          .filter(r -> r.status() == status)
                          .count()
            );
        }
        // Of workloads that were there before, the pods are not known.
        List<ScaleSetState> known = scaleSets
            .of(key)
            .stream()
            .map(states::read)
            .filter(each -> each.pods() != null)
            .toList();
        if (!known.isEmpty()) {
            model.addAttribute(
                "pods",
                known
                    .stream()
                    .mapToLong(each -> each.count("Running"))
                    .sum()
            );
            model.addAttribute("max", known.stream().mapToLong(WaitingPages::max).sum());
            model.addAttribute("sets", known.size());
        }
        return "connection-figures";
    }

    private static long max(ScaleSetState state) {
        ScaledResource object = state.scaledResource();
        return object == null || object.triggers().isEmpty()
            ? 0
            : object.triggers().getFirst().scaling().maxReplicaCount();
    }
}
