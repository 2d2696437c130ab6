package dev.actrunner.console.replica;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Knows which replicas are alive, and shares out what only one of them does. Each has a Lease that it renews; the group is
 * looked at six times in the time after which one that is silent is taken for dead. While the API server does not answer,
 * everybody stays what they were.
 */
@Component
public class ReplicaGroup {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaGroup.class);
    private static final int LOOKS = 6;
    /** A Lease that stayed the same for so long was left behind, and goes. */
    private static final Duration LEFT_BEHIND = Duration.ofHours(1);

    private final boolean isEnabled;
    private final Member self;
    private final Duration period;
    private final Clock clock;
    private final @Nullable MemberLeases leases;
    private final LiveMembers live;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
        1,
        Thread.ofPlatform().daemon().name("replicas").factory()
    );
    private volatile List<Member> members;
    private volatile boolean hasJoined;
    private volatile boolean isReadable = true;
    private volatile boolean hasLooked;
    private boolean wasMember;
    private int looks;

    ReplicaGroup(
        ReplicaProperties properties,
        KubernetesClient client,
        Clock clock,
        @Value("${management.server.port:${server.port:8080}}") int port
    ) {
        this.isEnabled = properties.enabled();
        this.clock = clock;
        this.self = new Member(
            Objects.requireNonNullElseGet(properties.name(), ReplicaGroup::hostName),
            ReplicaProperties.url(Objects.requireNonNullElse(properties.address(), "127.0.0.1"), port)
        );
        this.period = properties.leaseDuration().dividedBy(LOOKS);
        this.live = new LiveMembers(properties.leaseDuration());
        this.members = List.of(self);
        this.hasJoined = !isEnabled;
        this.leases = isEnabled
            ? new MemberLeases(
                  client,
                  namespace(properties, client),
                  properties.group(),
                  properties.leaseDuration(),
                  clock
              )
            : null;
    }

    /** Returns the namespace of what the replicas share. */
    static String namespace(ReplicaProperties properties, KubernetesClient client) {
        return Objects.requireNonNullElseGet(properties.namespace(), () ->
            Objects.requireNonNullElse(client.getNamespace(), "default")
        );
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "console";
        }
    }

    /** Whether others may run beside this process. */
    public boolean isEnabled() {
        return isEnabled;
    }

    /** This process. */
    public Member self() {
        return self;
    }

    /** The other replicas that are alive, by name. */
    public List<Member> others() {
        return members
            .stream()
            .filter(each -> !each.name().equals(self.name()))
            .toList();
    }

    /** Whether a thing is this replica's to care for; of all replicas it is one's. None is before it has joined. */
    public boolean owns(String thing) {
        if (!hasJoined) {
            return false;
        }
        List<Member> all = members;
        return all.size() == 1 || Rendezvous.owner(all.stream().map(Member::name).toList(), thing).equals(self.name());
    }

    /** Calls whenever somebody has joined or left, this replica included; returns what ends that. */
    public Runnable listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Whether this replica has its share. */
    public boolean hasJoined() {
        return hasJoined;
    }

    /** Whether the other replicas have been looked for with success. */
    public boolean hasLooked() {
        return hasLooked;
    }

    /** Takes its share from now on: called once this replica knows what the others know. */
    public void join() {
        if (!hasJoined) {
            hasJoined = true;
            timer.execute(this::renewAndLook);
        }
    }

    void start() {
        if (leases != null) {
            var _ = timer.scheduleWithFixedDelay(this::renewAndLook, 0, period.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void renewAndLook() {
        MemberLeases shared = Objects.requireNonNull(leases);
        try {
            if (hasJoined && looks++ % 2 == 0) {
                shared.renew(self);
            }
            long now = System.nanoTime();
            change(live.look(shared.list(), now, clock.instant()));
            live.unchangedFor(LEFT_BEHIND, now).forEach(shared::delete);
            isReadable = true;
            hasLooked = true;
        } catch (RuntimeException e) {
            // Whatever it was, the next look comes.
            if (isReadable) {
                LOG.warn("The other replicas cannot be seen: {}", e.getMessage());
            }
            isReadable = false;
            change(members);
        }
    }

    /** This process is alive, whatever its Lease says; it may have just been written. */
    private void change(List<Member> seen) {
        boolean isMember = hasJoined;
        List<Member> all = Stream.concat(
            seen.stream().filter(each -> !each.name().equals(self.name())),
            isMember ? Stream.of(self) : Stream.of()
        )
            .sorted(Comparator.comparing(Member::name))
            .toList();
        if (!all.equals(members) || isMember != wasMember) {
            members = all;
            wasMember = isMember;
            LOG.info("Replicas: {}", all.stream().map(Member::name).toList());
            listeners.forEach(Runnable::run);
        }
    }

    void stop() {
        timer.shutdownNow();
        if (leases != null && hasJoined) {
            try {
                leases.delete(self.name());
            } catch (KubernetesClientException e) {
                LOG.debug("The Lease stays: {}", e.getMessage());
            }
        }
    }
}
