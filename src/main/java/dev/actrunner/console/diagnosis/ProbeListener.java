package dev.actrunner.console.diagnosis;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Receives a probe's checks while the probe runs, for a page that fills in as they arrive. A check may be published again
 * with another status; only the report is complete.
 */
public final class ProbeListener {

    private static final ScopedValue<Consumer<Check>> LISTENER = ScopedValue.newInstance();

    private ProbeListener() {}

    /**
     * Runs work and tells of the checks that this thread makes meanwhile.
     *
     * @param listener called on this thread
     */
    public static <T extends @Nullable Object> T watch(Consumer<Check> listener, Supplier<T> work) {
        return ScopedValue.where(LISTENER, listener).<T, RuntimeException>call(work::get);
    }

    /** Runs work whose failures are not the last word: they are not told of. */
    public static <T extends @Nullable Object> T passesOnly(Supplier<T> work) {
        Consumer<Check> listener = LISTENER.orElse(ProbeListener::nobody);
        return watch(check -> {
            if (check.status() == CheckStatus.PASS) {
                listener.accept(check);
            }
        }, work);
    }

    /** Publishes a check. */
    public static void publish(Check check) {
        LISTENER.orElse(ProbeListener::nobody).accept(check);
    }

    private static void nobody(Check check) {}
}
