package dev.actrunner.console.multicluster;

import dev.actrunner.console.cluster.ClusterProperties;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Knows the remote clusters, and whether the console of each runs. The consoles of remote clusters share it. */
@Component
public class RemoteClusters {

    /** Below this are the consoles of remote clusters. */
    public static final String PATH = "/clusters/";

    private final @Nullable String home;
    private final List<String> names;
    private final Map<String, RemoteCluster> clusters = new ConcurrentHashMap<>();

    RemoteClusters(ClustersProperties properties, ClusterProperties own) {
        if (!properties.clusters().isEmpty() && own.name() == null) {
            throw new IllegalStateException(
                "console.cluster.name is missing: with console.clusters, name the console's own cluster too"
            );
        }
        if (
            properties
                .clusters()
                .stream()
                .anyMatch(each -> each.name().equals(own.name()))
        ) {
            throw new IllegalStateException(
                "console.clusters has the name " + own.name() + " of the console's own cluster: give it another one"
            );
        }
        this.home = own.name();
        this.names = properties.clusters().stream().map(ClustersProperties.Cluster::name).toList();
        names.forEach(name -> clusters.put(name, new RemoteCluster(name, State.STARTING, null)));
    }

    /** Whether the console of a cluster takes requests. It says nothing about the cluster. */
    public enum State {
        STARTING,
        RUNNING,
        /** It could not be started, and is tried again. */
        FAILED;

        /** As JSON and pages have it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the path of the console that serves all, of that of one of them: without a slash at the end. */
    public static String home(String contextPath, @Nullable String remote) {
        return remote == null ? contextPath : contextPath.substring(0, contextPath.length() - (PATH + remote).length());
    }

    /** @param problem why its console could not be started, null where it could */
    public record RemoteCluster(String name, State state, @Nullable String problem) {}

    /** Returns the name of the console's own cluster; null where it needs none, because there is no other. */
    public @Nullable String home() {
        return home;
    }

    /** Returns all remote ones, in the order of the settings. */
    public List<RemoteCluster> all() {
        return names.stream().map(clusters::get).toList();
    }

    /** Returns one, empty where there is none of that name. */
    public Optional<RemoteCluster> find(String name) {
        return Optional.ofNullable(clusters.get(name));
    }

    void set(String name, State state, @Nullable String problem) {
        clusters.put(name, new RemoteCluster(name, state, problem));
    }
}
