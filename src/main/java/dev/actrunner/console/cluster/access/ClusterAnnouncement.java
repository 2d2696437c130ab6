package dev.actrunner.console.cluster.access;

import dev.actrunner.console.cluster.ClusterStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Logs which cluster the console uses, and as whom. */
@Component
class ClusterAnnouncement {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterAnnouncement.class);

    private final ClusterStatusReader reader;

    ClusterAnnouncement(ClusterStatusReader reader) {
        this.reader = reader;
    }

    /** Announces the cluster on a thread of its own, so that one that does not answer delays nothing. */
    @EventListener(ApplicationReadyEvent.class)
    void announce() {
        Thread.ofVirtual().name("cluster-announcement").start(this::log);
    }

    private void log() {
        ClusterStatus status = reader.read();
        if (status.reachable()) {
            LOG.info("Cluster {} at {}, as {}", status.name(), status.server(), status.user());
        } else {
            LOG.warn("Cluster {}: {} The console continues without it.", status.name(), status.problem());
        }
    }
}
