package dev.actrunner.console.connection.batch;

import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionSpec;
import dev.actrunner.console.connection.apply.ApplyMode;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.batch.BatchResult.Outcome;
import dev.actrunner.console.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Applies many connections, some beside each other. */
@Component
public class ConnectionBatch {

    /** So many at a time, over all batches: forge and API server have others to serve. */
    private static final int CONCURRENCY = 8;

    /** How old a dry run's probe may be that is taken instead of a second one. */
    private static final Duration PROBE_OF_DRY_RUN = Duration.ofMinutes(1);

    private final Semaphore permits = new Semaphore(CONCURRENCY);
    private final Connections connections;

    ConnectionBatch(Connections connections) {
        this.connections = connections;
    }

    /** One connection to be. */
    public record Item(ConnectionKey key, ConnectionSpec spec) {}

    /** Applies each for itself; one that fails does not stop the others. */
    public List<BatchResult> applyEach(List<Item> items, ApplyMode mode) {
        if (!mode.createNamespace() || items.size() < 2) {
            return CurrentIdentity.concurrently(items, item -> apply(item, mode));
        }
        // The first one makes the namespace, which the others then find.
        var results = new ArrayList<BatchResult>();
        results.add(apply(items.getFirst(), mode));
        results.addAll(CurrentIdentity.concurrently(items.subList(1, items.size()), item -> apply(item, mode)));
        return results;
    }

    /**
     * Applies all or none: all are tried as a dry run before anything is written. Where the cluster or the forge changes its
     * mind in between, the same call completes what is left.
     */
    public List<BatchResult> applyAll(List<Item> items, ApplyMode mode) {
        List<BatchResult> tried = CurrentIdentity.concurrently(items, item -> apply(item, mode.asDryRun()));
        if (tried.stream().anyMatch(result -> result.outcome() == Outcome.FAILED)) {
            return tried.stream().map(BatchResult::withheld).toList();
        }
        return mode.options().dryRun() ? tried : applyEach(items, mode.withMaxProbeAge(PROBE_OF_DRY_RUN));
    }

    private BatchResult apply(Item item, ApplyMode mode) {
        permits.acquireUninterruptibly();
        try {
            return BatchResult.of(item.key(), connections.apply(item.key(), item.spec(), mode));
        } catch (ProblemException e) {
            return BatchResult.failed(item.key(), e);
        } finally {
            permits.release();
        }
    }
}
