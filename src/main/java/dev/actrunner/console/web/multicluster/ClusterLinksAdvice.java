package dev.actrunner.console.web.multicluster;

import dev.actrunner.console.cluster.ClusterProperties;
import dev.actrunner.console.multicluster.RemoteClusters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Adds to every page the ways to the other clusters. */
@ControllerAdvice(basePackages = "dev.actrunner.console.web")
class ClusterLinksAdvice {

    private final RemoteClusters clusters;
    private final ClusterProperties own;

    ClusterLinksAdvice(RemoteClusters clusters, ClusterProperties own) {
        this.clusters = clusters;
        this.own = own;
    }

    @ModelAttribute("clusters")
    List<ClusterLink> clusters(HttpServletRequest request) {
        return ClusterLink.all(clusters, home(request), own.remote());
    }

    /** Returns the path of the console that serves all, without a slash at the end. */
    @ModelAttribute("home")
    String home(HttpServletRequest request) {
        return RemoteClusters.home(request.getContextPath(), own.remote());
    }
}
