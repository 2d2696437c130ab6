package dev.actrunner.console.replica;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Elects the replica that does what only one may do, such as sending notifications, by a Lease. */
@Component
public class Leadership {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final ReplicaGroup group;
    private final ReplicaProperties properties;
    private final KubernetesClient client;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Executor later = CompletableFuture.delayedExecutor(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    private volatile boolean isLeader;
    private volatile boolean isRunning;
    private volatile @Nullable CompletableFuture<?> election;

    Leadership(
        @Qualifier(ReplicaLifecycle.OWN_GROUP) ReplicaGroup group,
        ReplicaProperties properties,
        KubernetesClient client
    ) {
        this.group = group;
        this.properties = properties;
        this.client = client;
        this.isLeader = !group.isEnabled();
    }

    /** Whether this replica is the one; with a single process it is. */
    public boolean isLeader() {
        return isLeader;
    }

    /** How long nobody may have been the leader before one is elected. */
    public Duration gap() {
        // Its Lease runs out, which the next one may see late.
        return properties.leaseDuration().multipliedBy(2);
    }

    /** Calls whenever this replica becomes the leader; returns what ends that. */
    public Runnable listen(Runnable elected) {
        listeners.add(elected);
        return () -> listeners.remove(elected);
    }

    void start() {
        isRunning = true;
        if (group.isEnabled()) {
            elect();
        }
    }

    /** It ends where leadership is lost, and begins anew. */
    private void elect() {
        if (!isRunning) {
            return;
        }
        String name = properties.group() + "-leader";
        LeaderElectionConfig config = new LeaderElectionConfigBuilder()
            .withName(name)
            .withLock(new LeaseLock(ReplicaGroup.namespace(properties, client), name, group.self().name()))
            .withLeaseDuration(properties.leaseDuration())
            .withRenewDeadline(properties.leaseDuration().multipliedBy(2).dividedBy(3))
            .withRetryPeriod(RETRY)
            .withReleaseOnCancel(true)
            .withLeaderCallbacks(new LeaderCallbacks(this::begin, this::end, _ -> {}))
            .build();
        CompletableFuture<?> begun = client.leaderElector().withConfig(config).build().start();
        election = begun;
        var _ = begun.whenComplete((_, failure) -> {
            end();
            if (failure != null && isRunning) {
                LOG.warn("The election of a leader failed: {}", failure.getMessage());
            }
            later.execute(this::elect);
        });
    }

    private void begin() {
        isLeader = true;
        LOG.info("{} is the leader", group.self().name());
        listeners.forEach(Runnable::run);
    }

    private void end() {
        isLeader = !group.isEnabled();
    }

    void stop() {
        isRunning = false;
        CompletableFuture<?> begun = election;
        if (begun != null) {
            begun.cancel(true);
        }
    }
}
