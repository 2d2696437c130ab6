package dev.actrunner.console.scaleset.apply;

import dev.actrunner.console.cluster.ClusterException;
import java.util.function.Supplier;

/** Repeats a change that met another's: KEDA writes its objects every few seconds. */
final class Attempts {

    private static final int MAX = 5;

    private Attempts() {}

    /**
     * Runs a change, which reads anew what it changes each time.
     *
     * @throws ClusterException.Changed where another's change came between each time
     */
    static <T> T call(Supplier<T> change) {
        for (int attempt = 1; ; attempt++) {
            try {
                return change.get();
            } catch (ClusterException.Changed e) {
                if (attempt == MAX) {
                    throw e;
                }
            }
        }
    }
}
