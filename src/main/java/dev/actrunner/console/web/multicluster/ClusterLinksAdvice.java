package dev.actrunner.console.web.multicluster;

import dev.actrunner.console.multicluster.RemoteClusters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Adds to every page the ways to the other clusters. */
@ControllerAdvice(basePackages = "dev.actrunner.console.web")
class ClusterLinksAdvice {

    private final RemoteClusters clusters;
    private final @Nullable String remote;

    /** @param remote the name of the remote cluster that this is the console of, null for the console's own */
    ClusterLinksAdvice(RemoteClusters clusters, @Value("${console.cluster.remote:#{null}}") @Nullable String remote) {
        this.clusters = clusters;
        this.remote = remote;
    }

    @ModelAttribute("clusters")
    List<ClusterLink> clusters(HttpServletRequest request) {
        return ClusterLink.all(clusters, home(request), remote);
    }

    /** Returns the path of the console that serves all, without a slash at the end. */
    @ModelAttribute("home")
    String home(HttpServletRequest request) {
        return RemoteClusters.home(request.getContextPath(), remote);
    }
}
