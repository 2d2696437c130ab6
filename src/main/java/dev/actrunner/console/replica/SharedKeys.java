package dev.actrunner.console.replica;

import dev.actrunner.console.browser.EndedSignIns;
import dev.actrunner.console.secret.Keyring;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.type.TypeReference;

/**
 * Shares the keys of the {@link Keyring} among replicas, and which sign-ins have ended, by a Secret beside them. The leader
 * adds a key from time to time; the others know it before anything is sealed with it. Without a Secret that can be read, or
 * with a single process, the key is this process' own.
 */
@Configuration(proxyBeanMethods = false)
class SharedKeys implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SharedKeys.class);
    private static final SecretField<List<StoredKey>> KEYS = new SecretField<>(
        "keys.json",
        new TypeReference<>() {},
        List.of()
    );
    private static final SecretField<Map<String, Instant>> ENDED = new SecretField<>(
        "ended-sign-ins.json",
        new TypeReference<>() {},
        Map.of()
    );
    private static final Duration REFRESH = Duration.ofSeconds(30);
    /** Two refreshes, so that all replicas have read a key before it seals. */
    private static final Duration UNUSED = REFRESH.multipliedBy(2);
    /** So many keys are kept, the newest first. */
    private static final int KEPT = 3;
    private static final long UNKNOWN_NANOS = Duration.ofSeconds(2).toNanos();

    private final ReplicaGroup group;
    private final Leadership leadership;
    private final ReplicaProperties properties;
    private final KubernetesClient client;
    private final EndedSignIns ended;
    private final Clock clock;
    private final StoredKey own;
    private final Keyring keyring;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
        1,
        Thread.ofPlatform().daemon().name("keys").factory()
    );
    private boolean isRead;
    private boolean isRetryPlanned;
    private volatile boolean isRunning;
    private final AtomicLong lastAsked = new AtomicLong(System.nanoTime() - UNKNOWN_NANOS);

    SharedKeys(
        @Qualifier(ReplicaLifecycle.OWN_GROUP) ReplicaGroup group,
        @Qualifier(ReplicaLifecycle.OWN_LEADERSHIP) Leadership leadership,
        ReplicaProperties properties,
        KubernetesClient client,
        EndedSignIns ended,
        Clock clock
    ) {
        this.group = group;
        this.ended = ended;
        this.leadership = leadership;
        this.properties = properties;
        this.client = client;
        this.clock = clock;
        this.own = StoredKey.random(clock.instant());
        this.keyring = new Keyring(List.of(own.key()));
    }

    @Bean
    Keyring keyring() {
        return keyring;
    }

    /** Before the server takes requests. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void start() {
        isRunning = true;
        if (group.isEnabled()) {
            refresh();
            keyring.onUnknownKey(this::refreshForUnknown);
            ended.onAdd(() -> timer.execute(this::tell));
            var _ = timer.scheduleWithFixedDelay(
                this::refresh,
                REFRESH.toSeconds(),
                REFRESH.toSeconds(),
                TimeUnit.SECONDS
            );
        }
    }

    /** Whoever sends made-up ids has the Secret read every two seconds. */
    private void refreshForUnknown() {
        long last = lastAsked.get();
        long now = System.nanoTime();
        // Whoever comes meanwhile does not wait: a key is known to all well before it is used.
        if (now - last > UNKNOWN_NANOS && lastAsked.compareAndSet(last, now)) {
            refresh();
        }
    }

    private synchronized void refresh() {
        try {
            Secret secret = secret();
            if (secret == null && isRead) {
                // Somebody deleted it, which ends all sign-ins.
                keyring.replace(List.of(own.key()));
            }
            List<StoredKey> stored = read(secret);
            Instant now = clock.instant();
            boolean isOld =
                !stored.isEmpty() && stored.getFirst().created().plus(properties.keyRotation()).isBefore(now);
            if (stored.isEmpty() || (isOld && leadership.isLeader())) {
                secret = write(secret, with(StoredKey.random(now), stored));
                stored = read(secret);
            }
            use(stored, now);
            exchange(secret);
            isRead = true;
        } catch (RuntimeException e) {
            // Another replica was faster, or the API server is away, or what is in it is of no use: it is read again soon.
            LOG.warn("What replicas share in the Secret {} cannot be read or written: {}", name(), e.getMessage());
            if (!isRead && !isRetryPlanned) {
                isRetryPlanned = true;
                var _ = timer.schedule(this::retry, 2, TimeUnit.SECONDS);
            }
        }
    }

    private synchronized void retry() {
        isRetryPlanned = false;
        refresh();
    }

    private String name() {
        return properties.group() + "-keys";
    }

    private String namespace() {
        return ReplicaGroup.namespace(properties, client);
    }

    private @Nullable Secret secret() {
        return client.secrets().inNamespace(namespace()).withName(name()).get();
    }

    /** Tells the others at once of a sign-in that was ended here; of two who tell something at once, one does it again. */
    private synchronized void tell() {
        for (int attempt = 0; attempt < 3; attempt++) {
            try {
                exchange(secret());
                return;
            } catch (RuntimeException e) {
                LOG.debug("The others are not told which sign-ins have ended: {}", e.getMessage());
            }
        }
    }

    /** Learns which sign-ins the others ended, and tells them of those that ended here. */
    private void exchange(@Nullable Secret secret) {
        if (secret == null) {
            return;
        }
        Map<String, Instant> others = ENDED.read(secret);
        ended.addAll(others);
        Map<String, Instant> all = ended.all();
        if (!others.keySet().containsAll(all.keySet())) {
            client.resource(ENDED.with(secret, all)).update();
        }
    }

    private static List<StoredKey> with(StoredKey fresh, List<StoredKey> stored) {
        return Stream.concat(Stream.of(fresh), stored.stream()).limit(KEPT).toList();
    }

    /** The newest first. */
    private static List<StoredKey> read(@Nullable Secret secret) {
        return KEYS.read(secret).stream().sorted(Comparator.comparing(StoredKey::created).reversed()).toList();
    }

    /** Of two replicas that write at once, one fails, and reads what the other wrote. */
    private Secret write(@Nullable Secret secret, List<StoredKey> keys) {
        if (secret != null) {
            return client.resource(KEYS.with(secret, keys)).update();
        }
        Secret made = new SecretBuilder()
            .withNewMetadata()
            .withName(name())
            .withNamespace(namespace())
            .endMetadata()
            .build();
        return client.resource(KEYS.with(made, keys)).create();
    }

    /** A key that is new to the others opens only; the first key of all has none beside it. */
    private void use(List<StoredKey> stored, Instant now) {
        var keys = new ArrayList<>(stored);
        StoredKey newest = keys.getFirst();
        if (keys.size() > 1 && newest.created().plus(UNUSED).isAfter(now)) {
            keys.addLast(keys.removeFirst());
        }
        keys.add(own);
        keyring.replace(keys.stream().map(StoredKey::key).toList());
    }

    @Override
    public void stop() {
        isRunning = false;
        ended.onAdd(() -> {});
        timer.shutdownNow();
        if (group.isEnabled()) {
            tell();
        }
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
