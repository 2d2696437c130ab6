package dev.actrunner.console.monitor;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.monitor.ConnectionStatus.Counted;
import dev.actrunner.console.monitor.ConnectionStatus.Observed;
import dev.actrunner.console.monitor.ConnectionStatus.Subject;
import dev.actrunner.console.monitor.history.History;
import dev.actrunner.console.monitor.history.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps one connection's status and history. */
final class MonitoredConnection {

    /** Between the clocks of two replicas. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private volatile History history = new History();
    private @Nullable Verdict unconfirmed;
    private volatile ConnectionStatus status;

    MonitoredConnection(ConnectionKey key, Subject subject) {
        status = ConnectionStatus.unprobed(key, subject);
    }

    ConnectionStatus status() {
        return status;
    }

    History history() {
        return history;
    }

    /**
     * Sets what the cluster says that it is. A connection to another forge or scope begins anew: what was found and counted
     * there says nothing about this one.
     *
     * @return whether it is another than before
     */
    synchronized boolean update(Subject subject) {
        ConnectionStatus before = status;
        if (before.subject().equals(subject)) {
            return false;
        }
        Connection was = before.connection();
        Connection is = subject instanceof Subject.OfConsole(Connection connection) ? connection : null;
        if (was != null && !was.hasJobsOf(is)) {
            history = new History();
            unconfirmed = null;
            status = ConnectionStatus.unprobed(before.key(), subject);
        } else {
            status = before.withSubject(subject);
        }
        return true;
    }

    /**
     * Records a probe's report. A verdict that differs is recorded once a second report agrees.
     *
     * @param confirmed whether this report is believed alone, as that of a probe that somebody asked for
     * @return whether it was recorded; otherwise another report is needed
     */
    synchronized boolean record(ConnectionReport report, boolean confirmed) {
        Verdict verdict = report.probe().verdict();
        Observed before = status.observed();
        boolean changes = before == null || verdict != before.verdict();
        if (before != null && changes && !confirmed && verdict != unconfirmed) {
            unconfirmed = verdict;
            return false;
        }
        unconfirmed = null;
        JobCounts counts = report.probe().counts();
        Instant at = report.probe().checkedAt();
        history.add(sample(report));
        status = new ConnectionStatus(
            status.key(),
            status.subject(),
            new Observed(
                verdict,
                before == null || changes ? at : before.since(),
                before == null || (before.isInitial() && !changes),
                report,
                report.probe().forge().isEmpty() && before != null ? before.forge() : report.probe().forge()
            ),
            counts == null ? status.counted() : new Counted(counts, at),
            null,
            history.bar(ConnectionStatus.MAX_BAR)
        );
        return true;
    }

    /**
     * Takes over what another replica found out.
     *
     * @param problem why it cannot be probed now, null where it can
     * @param now what is known here and later than that is of a clock that was ahead, and no reason to keep it
     * @return whether it is newer than what is known here
     */
    synchronized boolean adopt(Observed observed, @Nullable Counted counted, @Nullable String problem, Instant now) {
        Observed own = status.observed();
        Instant at = observed.report().probe().checkedAt();
        Instant known = own == null ? Instant.MIN : own.report().probe().checkedAt();
        boolean isSame = at.equals(known);
        boolean isNewer = at.isAfter(known) || (!isSame && known.isAfter(now.plus(SKEW)));
        if (!isNewer && (!isSame || Objects.equals(problem, status.problem()))) {
            return false;
        }
        if (isNewer && !history.hasSampleOf(at)) {
            history.add(sample(observed.report()));
        }
        unconfirmed = null;
        status = new ConnectionStatus(
            status.key(),
            status.subject(),
            observed,
            counted,
            problem,
            history.bar(ConnectionStatus.MAX_BAR)
        );
        return true;
    }

    private static Sample sample(ConnectionReport report) {
        JobCounts counts = report.probe().counts();
        return new Sample(
            report.probe().checkedAt(),
            report.probe().verdict(),
            counts == null ? -1 : (int) Math.min(counts.total(), Integer.MAX_VALUE),
            latency(report)
        );
    }

    private static int latency(ConnectionReport report) {
        Double firstByte = report.probe().observed().timings().firstByteMs();
        return firstByte == null ? -1 : (int) Math.round(firstByte);
    }

    /** Records why it cannot be probed, which says nothing about the forge. */
    synchronized void recordProblem(String problem) {
        status = status.withProblem(problem);
    }
}
