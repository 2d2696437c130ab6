package dev.actrunner.console.web.multicluster;

import dev.actrunner.console.multicluster.RemoteClusters;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Adds to every page the ways to the other clusters. */
@ControllerAdvice(basePackages = "dev.actrunner.console.web")
class ClusterLinksAdvice {

    private final RemoteClusters clusters;
    private final String remote;

    /** @param remote the name of the remote cluster that this is the console of, empty for the console's own */
    ClusterLinksAdvice(RemoteClusters clusters, @Value("${console.cluster.remote:}") String remote) {
        this.clusters = clusters;
        this.remote = remote;
    }

    @ModelAttribute("clusters")
    List<ClusterLink> clusters() {
        return ClusterLink.all(clusters, remote);
    }

    /** Returns the path of the console that serves all, without a slash at the end. */
    @ModelAttribute("home")
    String home() {
        return clusters.homePath();
    }
}
