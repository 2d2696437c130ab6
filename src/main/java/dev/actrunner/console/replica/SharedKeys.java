package dev.actrunner.console.replica;

import dev.actrunner.console.browser.EndedSignIns;
import dev.actrunner.console.secret.Keyring;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/**
 * Shares the keys of the {@link Keyring} among replicas, and which sign-ins have ended, by a Secret beside them. The leader
 * adds a key from time to time; the others know it before anything is sealed with it. Without a Secret that can be read, or
 * with a single process, the key is this process' own.
 */
@Configuration(proxyBeanMethods = false)
class SharedKeys implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SharedKeys.class);
    private static final Duration REFRESH = Duration.ofSeconds(30);
    /** Two refreshes, so that all replicas have read a key before it seals. */
    private static final Duration UNUSED = REFRESH.multipliedBy(2);
    /** So many keys are kept, the newest first. */
    private static final int KEPT = 3;
    private static final long UNKNOWN_NANOS = Duration.ofSeconds(2).toNanos();

    private final ReplicaGroup group;
    private final Leadership leadership;
    private final ReplicaProperties properties;
    private final SharedSecret shared;
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
        this.shared = new SharedSecret(
            client,
            ReplicaGroup.namespace(properties, client),
            properties.group() + "-keys"
        );
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
            Secret secret = shared.find();
            if (secret == null && isRead) {
                // Somebody deleted it, which ends all sign-ins.
                keyring.replace(List.of(own.key()));
            }
            List<StoredKey> stored = shared.keys(secret);
            Instant now = clock.instant();
            if (stored.isEmpty() || (isOld(stored.getFirst(), now) && leadership.isLeader())) {
                secret = shared.writeKeys(secret, with(StoredKey.random(now), stored));
                stored = shared.keys(secret);
            }
            use(stored, now);
            exchange(secret);
            isRead = true;
        } catch (RuntimeException e) {
            // Another replica was faster, or the API server is away, or what is in it is of no use: it is read again soon.
            LOG.warn(
                "What replicas share in the Secret {} cannot be read or written: {}",
                shared.name(),
                e.getMessage()
            );
            if (!isRead && !isRetryPlanned) {
                isRetryPlanned = true;
                var _ = timer.schedule(this::retry, 2, TimeUnit.SECONDS);
            }
        }
    }

    /** Also a key of a time to come, which a clock that was wrong gave it: nothing would ever replace it, nor seal with it. */
    private boolean isOld(StoredKey key, Instant now) {
        return key.created().plus(properties.keyRotation()).isBefore(now) || key.created().isAfter(now.plus(UNUSED));
    }

    private synchronized void retry() {
        isRetryPlanned = false;
        refresh();
    }

    /** Tells the others at once of a sign-in that was ended here; of two who tell something at once, one does it again. */
    private synchronized void tell() {
        for (int attempt = 0; attempt < 3; attempt++) {
            try {
                exchange(shared.find());
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
        Map<String, Instant> others = shared.ended(secret);
        ended.addAll(others);
        Map<String, Instant> all = ended.all();
        if (!others.keySet().containsAll(all.keySet())) {
            shared.writeEnded(secret, all);
        }
    }

    private static List<StoredKey> with(StoredKey fresh, List<StoredKey> stored) {
        return Stream.concat(Stream.of(fresh), stored.stream()).limit(KEPT).toList();
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
