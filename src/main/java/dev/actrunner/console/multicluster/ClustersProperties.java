package dev.actrunner.console.multicluster;

import dev.actrunner.console.cluster.ClusterProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of remote clusters, {@code console.clusters[…]}.
 *
 * @param clusters the clusters besides the console's own, in the order in which pages show them
 */
@Validated
@ConfigurationProperties("console")
public record ClustersProperties(@DefaultValue List<@Valid Cluster> clusters) {
    @AssertTrue(message = "clusters have the same name: give each its own")
    boolean isEveryNameUsedOnce() {
        return clusters.stream().map(Cluster::name).distinct().count() == clusters.size();
    }

    /**
     * A remote cluster.
     *
     * @param name what pages, metrics and addresses call it, as the name of a Kubernetes object
     * @param kubeconfig the kubeconfig file to use, such as one of a mounted Secret; the console's own unless it is set
     * @param context the kubeconfig's context to use instead of the current one
     * @param namespaces the namespaces to work in where the API server does not let the console list them
     * @param settings settings of the console that are different for this cluster, such as {@code console.keda.namespace}
     */
    public record Cluster(
        @NotNull(message = "must not be empty: name the cluster")
        @Pattern(regexp = ClusterProperties.NAME, message = ClusterProperties.NAME_RULE)
        String name,
        @Nullable Path kubeconfig,
        @Nullable String context,
        @DefaultValue List<String> namespaces,
        @DefaultValue Map<String, String> settings
    ) {
        @AssertTrue(message = "kubeconfig and context are missing: set one of them")
        boolean isPlaced() {
            return kubeconfig != null || (context != null && !context.isBlank());
        }
    }
}
