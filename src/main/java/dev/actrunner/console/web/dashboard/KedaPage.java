package dev.actrunner.console.web.dashboard;

import dev.actrunner.console.keda.CurrentReplicas;
import dev.actrunner.console.keda.Keda;
import dev.actrunner.console.keda.KedaInstallation;
import dev.actrunner.console.keda.scaling.ScaledResource;
import dev.actrunner.console.keda.scaling.ScaledResources;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Serves the status page of KEDA, and of what it scales in the namespaces that the caller may see. */
@Controller
class KedaPage {

    private static final int MOST = 500;

    private final Keda keda;
    private final CurrentReplicas replicas;
    private final Clock clock;

    KedaPage(Keda keda, CurrentReplicas replicas, Clock clock) {
        this.keda = keda;
        this.replicas = replicas;
        this.clock = clock;
    }

    @GetMapping("/keda")
    String show(Model model) {
        KedaInstallation installation = keda.fetch();
        model.addAttribute("keda", installation);
        model.addAttribute("cards", KedaCard.of(installation, clock.instant()));
        model.addAttribute("certificateUntil", installation.metricsApi().certificateUntil());
        ScaledResources found = keda.scaledResources("");
        List<ScaledResource> all = found.all();
        model.addAttribute("complete", found.everywhere());
        model.addAttribute("total", all.size());
        List<ScaledResource> shown = all.size() > MOST ? all.subList(0, MOST) : all;
        model.addAttribute("scaledResources", ScaledResourceRow.of(shown, replicas.fetch(shown)));
        return "keda";
    }
}
