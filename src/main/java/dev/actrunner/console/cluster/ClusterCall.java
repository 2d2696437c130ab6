package dev.actrunner.console.cluster;

import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.cluster.kubeconfig.ClusterOrigin;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Calls the API server, and translates what goes wrong into {@link ClusterException}s. Whoever asks for something waits for
 * one time-out at most: what failed at once is tried again for two seconds at most, and while the API server hangs, calls
 * that follow a call that has waited in vain are told so at once.
 */
@Component
public class ClusterCall {

    private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long AT_ONCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How long a call's vain wait speaks for others: longer than what is left of a request that met it. */
    private static final long SPEAKS_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** When a call had waited in vain, and what came of it. */
    private record Hang(long nanos, ClusterException.Unavailable failure) {}

    private final KubernetesClient client;
    private final ClusterOrigin origin;
    private final long hangNanos;
    private final AtomicReference<@Nullable Hang> hang = new AtomicReference<>();

    ClusterCall(KubernetesClient client, ClusterProperties properties, ClusterOrigin origin) {
        this.origin = origin;
        this.client = client;
        this.hangNanos =
            (Math.min(properties.requestTimeout().toNanos(), properties.connectTimeout().toNanos()) * 9) / 10;
    }

    /** The API server's address, without a slash at the end. */
    public String server() {
        return client.getMasterUrl().toString().replaceAll("/$", "");
    }

    /**
     * @param object what is worked on, for people
     * @param namespace the namespace worked in, null at cluster scope
     */
    public <T extends @Nullable Object> T run(String object, @Nullable String namespace, Supplier<T> call) {
        return run(object, namespace, UnaryOperator.identity(), call);
    }

    private <T extends @Nullable Object> T run(
        String object,
        @Nullable String namespace,
        UnaryOperator<String> redaction,
        Supplier<T> call
    ) {
        requireCluster();
        Hang last = hang.get();
        if (last != null && System.nanoTime() - last.nanos() < SPEAKS_NANOS) {
            throw last.failure();
        }
        long begin = System.nanoTime();
        try {
            return repeated(call);
        } catch (KubernetesClientException e) {
            ClusterException failure = ClusterExceptionTranslator.of(e, server(), object, namespace, redaction);
            long now = System.nanoTime();
            if (failure instanceof ClusterException.Unavailable gone && e.getCode() <= 0 && now - begin > hangNanos) {
                hang.set(new Hang(now, gone));
            }
            throw failure;
        }
    }

    /** Whether the console knows of a cluster at all. */
    public boolean hasCluster() {
        return origin.missing() == null;
    }

    private void requireCluster() {
        if (origin.missing() != null) {
            throw new ClusterException.Unavailable(
                origin.missing(),
                "Copy a kubeconfig there, or name one by KUBECONFIG or console.cluster.kubeconfig, and start the console again.",
                0
            );
        }
    }

    /**
     * The same for a change, which may wait for an admission webhook: its silence says nothing about other calls.
     *
     * @param redaction takes out of the API server's words what must not be shown
     */
    <T extends @Nullable Object> T runChange(
        String object,
        @Nullable String namespace,
        UnaryOperator<String> redaction,
        Supplier<T> call
    ) {
        try {
            return repeated(call);
        } catch (KubernetesClientException e) {
            throw ClusterExceptionTranslator.of(e, server(), object, namespace, redaction);
        }
    }

    /** The same for an API that another server serves behind the API server: its silence says nothing about the others. */
    <T extends @Nullable Object> T runAggregated(String path, Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            throw ClusterExceptionTranslator.of(e, server(), path, null, UnaryOperator.identity());
        }
    }

    /**
     * A kept connection that the API server closed meanwhile is noticed by the next request on it; a server that is busy or
     * begins (429, 5xx) wants to be asked again in a moment.
     */
    private static <T extends @Nullable Object> T repeated(Supplier<T> call) {
        long begin = System.nanoTime();
        for (int attempt = 0; ; attempt++) {
            try {
                return call.get();
            } catch (KubernetesClientException e) {
                long passed = System.nanoTime() - begin;
                boolean broken = e.getCode() <= 0 && attempt == 0 && passed < AT_ONCE_NANOS;
                boolean busy = (e.getCode() == 429 || e.getCode() >= 500 || isCrowded(e)) && passed < BUSY_NANOS;
                if (!(broken || busy) || !paused(busy ? Math.min(500, 50L << attempt) : 0)) {
                    throw e;
                }
            }
        }
    }

    /** Whether the connection carries as many requests as the API server allows on one ({@code --http2-max-streams-per-connection}). */
    private static boolean isCrowded(Throwable e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof IOException && String.valueOf(each.getMessage()).contains("concurrent streams")) {
                return true;
            }
        }
        return false;
    }

    private static boolean paused(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Reads as the console itself what a caller was found to be allowed to have read, or where the console may not read it, as
     * the caller.
     */
    public static <T> T asConsoleElseCaller(Supplier<T> work) {
        try {
            return CurrentIdentity.console(work);
        } catch (ClusterException.Forbidden _) {
            return work.get();
        }
    }
}
