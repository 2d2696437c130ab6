package dev.actrunner.console.cluster.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.actrunner.console.cluster.ClusterCall;
import dev.actrunner.console.cluster.ClusterClients;
import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.ClusterProperties;
import dev.actrunner.console.cluster.ClusterStatus;
import dev.actrunner.console.cluster.identity.ClusterIdentity;
import dev.actrunner.console.cluster.identity.CurrentIdentity;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads which cluster this is, whom it takes the caller for, and what is wrong if anything is. */
@Component
public class ClusterStatusReader {

    private static final Duration FRESH = Duration.ofSeconds(3);

    private final ClusterClients clients;
    private final ClusterCall call;
    private final Whoami whoami;
    private final ClusterProperties properties;
    private final LoadingCache<ClusterIdentity, ClusterStatus> statuses;

    ClusterStatusReader(ClusterClients clients, ClusterCall call, Whoami whoami, ClusterProperties properties) {
        this.properties = properties;
        this.clients = clients;
        this.whoami = whoami;
        this.call = call;
        this.statuses = Caffeine.newBuilder()
            .maximumSize(1000)
            .refreshAfterWrite(FRESH)
            .expireAfterAccess(FRESH.multipliedBy(10))
            .executor(task -> Thread.ofVirtual().name("cluster-status").start(task))
            .build(identity -> CurrentIdentity.call(identity, this::read));
    }

    /** Reads it now; never throws. */
    public ClusterStatus read() {
        try {
            return status(user(), null);
        } catch (ClusterException e) {
            return status(null, e.getMessage());
        }
    }

    /** Returns it as read some seconds ago, so that no page waits for it; reads it the first time. */
    public ClusterStatus cached() {
        return statuses.get(CurrentIdentity.current());
    }

    private ClusterStatus status(@Nullable String user, @Nullable String problem) {
        String context = properties.name() != null ? properties.name() : clients.contextName();
        String name = context != null ? context : call.hasCluster() ? "in-cluster" : "none";
        return new ClusterStatus(name, call.server(), user, problem);
    }

    private @Nullable String user() {
        // SelfSubjectReview is in Kubernetes from 1.28 on; before, the console works without knowing its name.
        return call.run("its own identity", null, () -> {
            try {
                return whoami.review().getUsername();
            } catch (KubernetesClientException e) {
                if (e.getCode() == 404) {
                    return null;
                }
                throw e;
            }
        });
    }
}
