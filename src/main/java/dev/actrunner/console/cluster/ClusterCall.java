package dev.actrunner.console.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes calls to the API server, and {@link ClusterException}s of what goes wrong in them. Whoever asks for something waits
 * for one time-out at most: a connection that broke at once is tried once more, and while the API server hangs, calls that
 * follow a call that has waited in vain are told so at once.
 */
@Component
class ClusterCall {

    private static final long AT_ONCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How long a call's vain wait speaks for others: longer than what is left of a request that met it. */
    private static final long SPEAKS_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** When a call had waited in vain, and what came of it. */
    private record Hang(long nanos, ClusterException.Unavailable failure) {}

    private final KubernetesClient client;
    private final long hangNanos;
    private final AtomicReference<@Nullable Hang> hang = new AtomicReference<>();

    ClusterCall(KubernetesClient client, ClusterProperties properties) {
        this.client = client;
        this.hangNanos =
            (Math.min(properties.requestTimeout().toNanos(), properties.connectTimeout().toNanos()) * 9) / 10;
    }

    /** The API server's address, without a slash at the end. */
    String server() {
        return client.getMasterUrl().toString().replaceAll("/$", "");
    }

    /**
     * @param object what is worked on, for people
     * @param namespace the namespace worked in, null at cluster scope
     */
    <T extends @Nullable Object> T run(String object, @Nullable String namespace, Supplier<T> call) {
        return run(object, namespace, UnaryOperator.identity(), call);
    }

    /** @param redaction takes out of the API server's words what must not be shown */
    <T extends @Nullable Object> T run(
        String object,
        @Nullable String namespace,
        UnaryOperator<String> redaction,
        Supplier<T> call
    ) {
        Hang last = hang.get();
        if (last != null && System.nanoTime() - last.nanos() < SPEAKS_NANOS) {
            throw last.failure();
        }
        long begin = System.nanoTime();
        try {
            return twiceAtMost(call);
        } catch (KubernetesClientException e) {
            ClusterException failure = ClusterFault.of(e, server(), object, namespace, redaction);
            long now = System.nanoTime();
            if (failure instanceof ClusterException.Unavailable gone && e.getCode() <= 0 && now - begin > hangNanos) {
                hang.set(new Hang(now, gone));
            }
            throw failure;
        }
    }

    /** The same for an API that another server serves behind the API server: its silence says nothing about the others. */
    <T extends @Nullable Object> T runAggregated(String path, Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            throw ClusterFault.of(e, server(), path, null, UnaryOperator.identity());
        }
    }

    /** A kept connection that the API server closed meanwhile is noticed by the next request on it. */
    private static <T extends @Nullable Object> T twiceAtMost(Supplier<T> call) {
        long begin = System.nanoTime();
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            if (e.getCode() <= 0 && System.nanoTime() - begin < AT_ONCE_NANOS) {
                return call.get();
            }
            throw e;
        }
    }
}
