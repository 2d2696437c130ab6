package dev.actrunner.console.web.multicluster;

import dev.actrunner.console.multicluster.RemoteClusters;
import dev.actrunner.console.multicluster.RemoteClusters.RemoteCluster;
import dev.actrunner.console.multicluster.RemoteClusters.State;
import dev.actrunner.console.web.language.Phrases;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way to the console of a cluster.
 *
 * @param path of its first page, without a slash at the end; empty for the root of the server
 * @param state {@code starting}, {@code running}, or {@code failed}
 * @param problem why it cannot be started, in the reader's language; null where it can
 * @param isCurrent whether it is the one that shows this page
 */
public record ClusterLink(String name, String path, String state, @Nullable String problem, boolean isCurrent) {
    /**
     * The ways to all clusters, the console's own first; none where it is the only one.
     *
     * @param current the remote cluster that shows the page, empty for the console's own
     */
    static List<ClusterLink> all(RemoteClusters clusters, String current) {
        String own = clusters.homeName();
        if (own == null || clusters.all().isEmpty()) {
            return List.of();
        }
        return Stream.concat(
            Stream.of(new ClusterLink(own, clusters.homePath(), State.RUNNING.id(), null, current.isEmpty())),
            clusters
                .all()
                .stream()
                .map(each -> of(each, current))
        ).toList();
    }

    private static ClusterLink of(RemoteCluster cluster, String current) {
        return new ClusterLink(
            cluster.name(),
            cluster.path(),
            cluster.state().id(),
            Phrases.ofReader().translateNullable(cluster.problem()),
            cluster.name().equals(current)
        );
    }

    /** Fit for an HTML id. */
    public String id() {
        return "cluster-" + name;
    }

    /** Whether it can be opened. */
    public boolean isRunning() {
        return state.equals(State.RUNNING.id());
    }
}
