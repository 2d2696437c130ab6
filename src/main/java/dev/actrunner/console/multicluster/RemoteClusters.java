package dev.actrunner.console.multicluster;

import dev.actrunner.console.cluster.ClusterProperties;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/** Knows the remote clusters, and whether the console of each runs. The consoles of remote clusters share it. */
@Component
public class RemoteClusters {

    /** Below this are the consoles of remote clusters. */
    static final String PATH = "/clusters/";

    private final @Nullable String homeName;
    private final String homePath;
    private final List<String> names;
    private final Map<String, RemoteCluster> clusters = new ConcurrentHashMap<>();

    RemoteClusters(ClustersProperties properties, ClusterProperties own, ServerProperties server) {
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
        this.homeName = own.name();
        this.homePath = Objects.requireNonNullElse(server.getServlet().getContextPath(), "");
        this.names = properties.clusters().stream().map(ClustersProperties.Cluster::name).toList();
        names.forEach(name -> set(name, State.STARTING, null));
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

    /**
     * A remote cluster.
     *
     * @param path of its console in the server, without a slash at the end
     * @param problem why its console could not be started, null where it could
     */
    public record RemoteCluster(String name, String path, State state, @Nullable String problem) {}

    /** Returns the name of the console's own cluster; null where it needs none, because there is no other. */
    public @Nullable String homeName() {
        return homeName;
    }

    /** Returns the path of the console's own application in the server, without a slash at the end; empty for the root. */
    public String homePath() {
        return homePath;
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
        clusters.put(name, new RemoteCluster(name, homePath + PATH + name, state, problem));
    }
}
