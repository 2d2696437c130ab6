package dev.actrunner.console.web.multicluster;

import dev.actrunner.console.cluster.ClusterProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Serves the page of all clusters. The browser asks the console of each for what it shows of it, so that each is asked by its
 * own caller, and none waits for another.
 */
@Controller
class ClustersPage {

    private final ClusterProperties own;

    ClustersPage(ClusterProperties own) {
        this.own = own;
    }

    /** @param section the cluster of which alone the page's part is wanted, null for the whole page */
    @GetMapping("/clusters")
    Object show(
        @RequestParam(required = false) @Nullable String section,
        @ModelAttribute("clusters") List<ClusterLink> clusters,
        @ModelAttribute("home") String home,
        Model model
    ) {
        if (!own.remote().isEmpty()) {
            return new RedirectView(home + "/clusters");
        }
        if (clusters.isEmpty()) {
            return "redirect:/";
        }
        ClusterLink one = clusters
            .stream()
            .filter(each -> each.name().equals(section))
            .findFirst()
            .orElse(null);
        model.addAttribute("one", one);
        return one == null ? "clusters" : "clusters :: one";
    }
}
