package dev.actrunner.console.connection.apply;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Serializes this process's changes of one connection, or of one scale set. It spares those who would meet the API server's optimistic locking,
 * which decides where several processes write.
 */
@Component
public class ConnectionLocks {

    private static final int STRIPES = 256;

    private final ReentrantLock[] stripes = Stream.generate(() -> new ReentrantLock(true))
        .limit(STRIPES)
        .toArray(ReentrantLock[]::new);

    /**
     * Runs a change when it is its turn.
     *
     * @param key of what is changed
     */
    public <T> T call(Record key, Supplier<T> change) {
        ReentrantLock lock = stripes[Math.floorMod(key.hashCode(), STRIPES)];
        lock.lock();
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }
}
