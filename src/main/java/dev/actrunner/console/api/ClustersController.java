package dev.actrunner.console.api;

import dev.actrunner.console.cluster.access.ClusterStatusReader;
import dev.actrunner.console.multicluster.RemoteClusters;
import dev.actrunner.console.multicluster.RemoteClusters.State;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists the clusters, each of which has this API at a place of its own. */
@RestController
@RequestMapping(path = "/api/v1/clusters", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Clusters")
class ClustersController {

    private static final String API = "/api/v1";

    private final RemoteClusters clusters;
    private final ClusterStatusReader status;

    ClustersController(RemoteClusters clusters, ClusterStatusReader status) {
        this.clusters = clusters;
        this.status = status;
    }

    /**
     * A cluster.
     *
     * @param name the name that the console's settings give it
     * @param api the path of the cluster's API, such as {@code /clusters/west/api/v1}
     * @param state {@code starting}, {@code running}, or {@code failed}: of its console, not of the cluster
     * @param problem why its console cannot be started, null where it can
     */
    @Schema(name = "Cluster")
    record ClusterResource(String name, String api, String state, @Nullable String problem) {}

    /** Lists the console's own cluster, and the remote ones that its settings name. */
    @GetMapping
    @Operation(
        operationId = "listClusters",
        summary = "List clusters",
        description = "Each cluster has this API at a path of its own, with its own callers: a token of one cluster is not valid for another."
    )
    List<ClusterResource> list() {
        String name = clusters.homeName() != null ? clusters.homeName() : status.cached().name();
        return Stream.concat(
            Stream.of(new ClusterResource(name, clusters.homePath() + API, State.RUNNING.id(), null)),
            clusters
                .all()
                .stream()
                .map(each -> new ClusterResource(each.name(), each.path() + API, each.state().id(), each.problem()))
        ).toList();
    }
}
