package dev.actrunner.console.web.dashboard;

import dev.actrunner.console.keda.Keda;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Serves the page about KEDA. */
@Controller
class KedaPage {

    private final Keda keda;

    KedaPage(Keda keda) {
        this.keda = keda;
    }

    @GetMapping("/keda")
    String show(Model model) {
        model.addAttribute("keda", keda.fetch());
        return "keda";
    }
}
