package dev.actrunner.console.cluster;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says in the log which cluster the console works on, and as whom. */
@Component
class ClusterAnnouncement {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterAnnouncement.class);

    private final Cluster cluster;

    ClusterAnnouncement(Cluster cluster) {
        this.cluster = cluster;
    }

    /** On a thread of its own: a cluster that does not answer delays nothing. */
    @EventListener(ApplicationReadyEvent.class)
    void announce() {
        Thread.ofVirtual().name("cluster-announcement").start(this::look);
    }

    private void look() {
        ClusterStatus status = cluster.status();
        if (status.reachable()) {
            LOG.info("Cluster {} at {}, as {}", status.name(), status.server(), status.user());
        } else {
            LOG.warn("Cluster {}: {} The console goes on without it.", status.name(), status.problem());
        }
    }
}
