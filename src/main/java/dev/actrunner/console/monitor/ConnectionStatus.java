package dev.actrunner.console.monitor;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.store.ConnectionWatch.Foreign;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.JobCounts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a connection stands.
 *
 * @param connection null for what the Helm chart installed
 * @param foreign what the Helm chart installed, null for the console's own
 * @param verdict the verdict that two probes agreed on, null before the first
 * @param since since when it has this verdict
 * @param report the last probe's, null before the first
 * @param counts the last figures that could be read, null where there never were any
 * @param countedAt when they were read
 * @param problem why the connection cannot be probed now, such as an API server that does not answer; null where it can
 * @param bar the last probes' verdicts, the oldest first, as {@code r}, {@code a} and {@code f}
 */
public record ConnectionStatus(
    ConnectionKey key,
    @Nullable Connection connection,
    @Nullable Foreign foreign,
    @Nullable Verdict verdict,
    @Nullable Instant since,
    @Nullable ConnectionReport report,
    @Nullable JobCounts counts,
    @Nullable Instant countedAt,
    @Nullable String problem,
    String bar
) {
    /** A connection that nothing is known of yet. */
    static ConnectionStatus unknown(ConnectionKey key) {
        return new ConnectionStatus(key, null, null, null, null, null, null, null, null, "");
    }

    /** The same of what the cluster says that it is. */
    ConnectionStatus being(@Nullable Connection is, @Nullable Foreign isForeign) {
        return new ConnectionStatus(key, is, isForeign, verdict, since, report, counts, countedAt, problem, bar);
    }

    /** The same where it cannot be probed now. */
    ConnectionStatus hinderedBy(String why) {
        return new ConnectionStatus(key, connection, foreign, verdict, since, report, counts, countedAt, why, bar);
    }

    /** Whether the figures are older than the last probe, which could not read any. */
    public boolean isStale() {
        return countedAt != null && (problem != null || report == null || report.probe().counts() == null);
    }
}
