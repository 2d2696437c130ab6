package dev.actrunner.console.monitor;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.store.ConnectionWatch.Foreign;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.monitor.history.History;
import dev.actrunner.console.monitor.history.Sample;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection under watch: what it is, how it stands, what it was. */
final class MonitoredConnection {

    private static final int BAR = 90;

    private volatile History history = new History();
    private @Nullable Verdict candidate;
    private volatile ConnectionStatus standing;

    MonitoredConnection(ConnectionKey key) {
        standing = ConnectionStatus.unknown(key);
    }

    ConnectionStatus standing() {
        return standing;
    }

    History history() {
        return history;
    }

    /**
     * Takes what the cluster says that it is. A connection to another forge or scope begins anew: what was seen and counted
     * there says nothing about this one.
     *
     * @return whether it is another than before, or new
     */
    synchronized boolean is(@Nullable Connection connection, @Nullable Foreign foreign) {
        ConnectionStatus now = standing;
        if (Objects.equals(now.connection(), connection) && Objects.equals(now.foreign(), foreign)) {
            return false;
        }
        if (now.connection() != null && !now.connection().hasJobsOf(connection)) {
            history = new History();
            candidate = null;
            now = ConnectionStatus.unknown(now.key());
        }
        standing = now.being(connection, foreign);
        return true;
    }

    /**
     * Takes a probe's report.
     *
     * @param surely whether it counts at once, as what somebody asked for does
     * @return whether the verdict differs and is to be looked at a second time
     */
    synchronized boolean takes(ConnectionReport report, boolean surely) {
        Verdict seen = report.probe().verdict();
        ConnectionStatus before = standing;
        boolean first = before.verdict() == null;
        boolean differs = !first && seen != before.verdict();
        boolean agreed = first || surely || !differs || seen == candidate;
        candidate = agreed ? null : seen;
        if (!agreed) {
            return true;
        }
        JobCounts counts = report.probe().counts();
        Instant at = report.probe().checkedAt();
        history.add(
            new Sample(
                at,
                seen,
                counts == null ? -1 : (int) Math.min(counts.total(), Integer.MAX_VALUE),
                latency(report)
            )
        );
        standing = new ConnectionStatus(
            before.key(),
            before.connection(),
            before.foreign(),
            seen,
            first || differs ? at : before.since(),
            report,
            counts == null ? before.counts() : counts,
            counts == null ? before.countedAt() : at,
            null,
            history.bar(BAR)
        );
        return false;
    }

    private static int latency(ConnectionReport report) {
        Double firstByte = report.probe().timings().firstByteMs();
        return firstByte == null ? -1 : (int) Math.round(firstByte);
    }

    /** It could not be probed, which says nothing about the forge. */
    synchronized void cannotBeProbed(String problem) {
        standing = standing.hinderedBy(problem);
    }
}
