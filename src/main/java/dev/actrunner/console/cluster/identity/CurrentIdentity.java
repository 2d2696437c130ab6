package dev.actrunner.console.cluster.identity;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the identity with which the current thread calls the API server. Requests carry their caller's identity; what the
 * console does by itself (watching, probing when due) carries the console's own, and so does every thread that a request
 * starts without saying otherwise.
 */
public final class CurrentIdentity {

    private static final ClusterIdentity CONSOLE = new ClusterIdentity.Console();
    private static final ScopedValue<ClusterIdentity> CURRENT = ScopedValue.newInstance();

    private CurrentIdentity() {}

    /** The identity of the calls that this thread makes now. */
    public static ClusterIdentity current() {
        return CURRENT.orElse(CONSOLE);
    }

    /** Whether calls are the console's own. */
    public static boolean isConsole() {
        return current() instanceof ClusterIdentity.Console;
    }

    /** Runs with an identity. */
    public static <T extends @Nullable Object, X extends Throwable> T call(
        ClusterIdentity identity,
        ScopedValue.CallableOp<T, X> work
    ) throws X {
        return ScopedValue.where(CURRENT, identity).call(work);
    }

    /** Runs as the console itself, for what a caller was found to be allowed to have done. */
    public static <T extends @Nullable Object> T console(Supplier<T> work) {
        return ScopedValue.where(CURRENT, CONSOLE).<T, RuntimeException>call(work::get);
    }

    /**
     * Does something with each of several things, beside each other, as whoever the current thread works as.
     *
     * @return what came of each, in their order; of those that throw, what the first of them threw is thrown
     */
    public static <T, R> List<R> concurrently(Collection<T> things, Function<T, R> work) {
        if (things.size() == 1) {
            return things.stream().map(work).toList();
        }
        ClusterIdentity identity = current();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> begun = things
                .stream()
                .map(thing -> threads.submit(() -> call(identity, () -> work.apply(thing))))
                .toList();
            return begun.stream().map(CurrentIdentity::result).toList();
        }
    }

    /** Begins to do something that nobody waits for, as whoever the current thread works as. */
    public static void start(String name, Runnable work) {
        ClusterIdentity identity = current();
        Thread.ofVirtual()
            .name(name)
            .start(() -> ScopedValue.where(CURRENT, identity).run(work));
    }

    /** Waits for work that was started and returns its result; what it threw is thrown. */
    public static <R extends @Nullable Object> R result(Future<R> begun) {
        try {
            return begun.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
