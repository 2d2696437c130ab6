package dev.actrunner.console.connection.batch;

import dev.actrunner.console.cluster.identity.CurrentIdentity;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionSpec;
import dev.actrunner.console.connection.apply.ApplyMode;
import dev.actrunner.console.connection.apply.Connections;
import dev.actrunner.console.connection.batch.BatchResult.Outcome;
import dev.actrunner.console.problem.ProblemException;
import dev.actrunner.console.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Applies many connections, some beside each other. */
@Component
public class ConnectionBatch {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionBatch.class);

    /** So many at a time, over all batches: forge and API server have others to serve. */
    private static final int CONCURRENCY = 8;

    /** So many of one batch, so that one whose forge does not answer leaves room for others. */
    private static final int OF_ONE = 4;

    /** How old a dry run's probe may be that is taken instead of a second one. */
    private static final Duration PROBE_OF_DRY_RUN = Duration.ofMinutes(1);

    private final Semaphore permits = new Semaphore(CONCURRENCY, true);
    private final Connections connections;

    ConnectionBatch(Connections connections) {
        this.connections = connections;
    }

    /** One connection to be. */
    public record Item(ConnectionKey key, ConnectionSpec spec) {}

    /** @param atomic whether all or none are applied; else each is for itself, and one that fails does not stop the others */
    public List<BatchResult> apply(List<Item> items, ApplyMode mode, boolean atomic) {
        return atomic ? applyAll(items, mode) : applyEach(items, mode);
    }

    /** Applies each for itself; one that fails does not stop the others. */
    public List<BatchResult> applyEach(List<Item> items, ApplyMode mode) {
        if (!mode.createNamespace() || items.size() < 2) {
            return applyBeside(items, mode);
        }
        // The first one makes the namespace, which the others then find.
        var results = new ArrayList<BatchResult>();
        results.addAll(applyBeside(items.subList(0, 1), mode));
        results.addAll(applyBeside(items.subList(1, items.size()), mode));
        return results;
    }

    /**
     * Applies all or none: all are tried as a dry run before anything is written. Where the cluster or the forge changes its
     * mind in between, the same call completes what is left.
     */
    public List<BatchResult> applyAll(List<Item> items, ApplyMode mode) {
        List<BatchResult> tried = applyBeside(items, mode.asDryRun());
        if (tried.stream().anyMatch(result -> result.outcome() == Outcome.FAILED)) {
            return tried.stream().map(BatchResult::withheld).toList();
        }
        return mode.options().dryRun() ? tried : applyEach(items, mode.withMaxProbeAge(PROBE_OF_DRY_RUN));
    }

    private List<BatchResult> applyBeside(List<Item> items, ApplyMode mode) {
        var own = new Semaphore(OF_ONE);
        return CurrentIdentity.concurrently(items, item -> {
            own.acquireUninterruptibly();
            permits.acquireUninterruptibly();
            try {
                return apply(item, mode);
            } finally {
                permits.release();
                own.release();
            }
        });
    }

    private BatchResult apply(Item item, ApplyMode mode) {
        try {
            return BatchResult.of(item.key(), connections.apply(item.key(), item.spec(), mode));
        } catch (ProblemException e) {
            return BatchResult.failed(item.key(), e);
        } catch (RuntimeException e) {
            // What came of the others is reported all the same.
            LOG.error("{} could not be applied", item.key(), e);
            return BatchResult.failed(item.key(), new UnexpectedProblem());
        }
    }

    /** A fault of the console's own. */
    private static final class UnexpectedProblem extends ProblemException {

        UnexpectedProblem() {
            super(ProblemType.INTERNAL, "The console failed to apply the connection.");
        }
    }
}
