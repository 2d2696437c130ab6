package dev.actrunner.console.monitor;

import dev.actrunner.console.connection.Connection;
import dev.actrunner.console.connection.Connection.Silence;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.ConnectionReport;
import dev.actrunner.console.connection.HelmRelease;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Verdict;
import dev.actrunner.console.forge.JobCounts;
import dev.actrunner.console.forge.TlsDetails;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The status of a connection: what it is, what its last probe found, and the last figures.
 *
 * @param observed the last probe's result, null before the first
 * @param counted the last figures that could be read, null where there never were any
 * @param problem reason the connection cannot be probed now, such as an API server that does not answer; null where it can
 * @param bar the last probes' verdicts, the oldest first, as {@code r}, {@code w} and {@code f}
 */
public record ConnectionStatus(
    ConnectionKey key,
    Subject subject,
    @Nullable Observed observed,
    @Nullable Counted counted,
    @Nullable String problem,
    String bar
) {
    /** How many probes the bar shows at most. */
    public static final int MAX_BAR = 90;

    /** What every connection of a forge finds when one does; whom it trusts and how much it asks is a connection's own. */
    private static final Set<Finding> OF_THE_WHOLE_FORGE = EnumSet.of(
        Finding.DNS_UNRESOLVED,
        Finding.CONNECT_REFUSED,
        Finding.CONNECT_TIMEOUT,
        Finding.TLS_EXPIRED,
        Finding.TLS_NOT_YET_VALID,
        Finding.TLS_WRONG_HOST,
        Finding.TLS_HANDSHAKE,
        Finding.HTTP_TIMEOUT,
        Finding.HTTP_BROKEN,
        Finding.HTTP_SERVER_ERROR
    );

    /** What stands behind a name. */
    public sealed interface Subject {
        /** A connection of the console. */
        record OfConsole(Connection connection) implements Subject {}

        /** Installed with the Helm chart, and not probed. */
        record OfHelm(HelmRelease release) implements Subject {}
    }

    /**
     * What a probe found.
     *
     * @param verdict the verdict that two probes agreed on
     * @param since when it first was this one
     * @param isInitial whether it has been this one since the console looked for the first time, so that it may be older
     * @param forge the forge as the last probe that recognized it names it, such as {@code Gitea 1.27.2}; else empty
     */
    public record Observed(Verdict verdict, Instant since, boolean isInitial, ConnectionReport report, String forge) {}

    /** Figures, and when they were read. */
    public record Counted(JobCounts counts, Instant at) {}

    /** Lists what the dashboard shows and counts, by severity. */
    public enum State {
        FAILED,
        WARNING,
        /** Before the first probe. */
        UNKNOWN,
        READY,
        /** Installed with the Helm chart. */
        HELM;

        /** Whether something is wrong. */
        public boolean isProblem() {
            return this == FAILED || this == WARNING;
        }

        /** As JSON, metrics and pages write it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A connection that was not probed yet. */
    public static ConnectionStatus unprobed(ConnectionKey key, Subject subject) {
        return new ConnectionStatus(key, subject, null, null, null, "");
    }

    ConnectionStatus withSubject(Subject another) {
        return new ConnectionStatus(key, another, observed, counted, problem, bar);
    }

    ConnectionStatus withProblem(String reason) {
        return new ConnectionStatus(key, subject, observed, counted, reason, bar);
    }

    /** Null for what the Helm chart installed. */
    public @Nullable Connection connection() {
        return subject instanceof Subject.OfConsole(Connection connection) ? connection : null;
    }

    /** Null before the first probe. */
    public @Nullable Verdict verdict() {
        return observed == null ? null : observed.verdict();
    }

    /** Null before the first probe. */
    public @Nullable Instant since() {
        return observed == null ? null : observed.since();
    }

    /** Null before the first probe. */
    public @Nullable ConnectionReport report() {
        return observed == null ? null : observed.report();
    }

    /** The forge as a probe last recognized it, such as {@code Gitea 1.27.2}; empty where none did. */
    public String forge() {
        return observed == null ? "" : observed.forge();
    }

    /** The last figures that could be read, null where there never were any. */
    public @Nullable JobCounts counts() {
        return counted == null ? null : counted.counts();
    }

    /** When the figures were read, where they are older than the last probe, which could not read any; else null. */
    public @Nullable Instant staleSince() {
        boolean fresh = problem == null && observed != null && observed.report().probe().counts() != null;
        return counted == null || fresh ? null : counted.at();
    }

    public State state() {
        if (subject instanceof Subject.OfHelm) {
            return State.HELM;
        }
        if (observed == null) {
            return State.UNKNOWN;
        }
        // Without a case for null, which would make it slow; it is asked of all rows.
        return switch (observed.verdict()) {
            case FAILED -> State.FAILED;
            case WARNING -> State.WARNING;
            case READY -> State.READY;
        };
    }

    /** Returns the forge's host, and its port where that is unusual; empty for what the Helm chart installed. */
    public String forgeHost() {
        Connection connection = connection();
        return connection == null ? "" : connection.forge().authority();
    }

    /** Returns the forge's scheme, host and port; empty for what the Helm chart installed. */
    public String forgeOrigin() {
        Connection connection = connection();
        return connection == null ? "" : connection.forge().origin();
    }

    /** Returns the worst finding of the last probe; null where it found nothing or could not take place. */
    public @Nullable Finding worstFinding() {
        return problem == null ? worstObserved() : null;
    }

    /** Whether it failed for a reason that all connections of its forge have in common: the forge is down. */
    public boolean isForgeDown() {
        Finding worst = state() == State.FAILED ? worstFinding() : null;
        return worst != null && OF_THE_WHOLE_FORGE.contains(worst);
    }

    private @Nullable Finding worstObserved() {
        return observed == null ? null : observed.report().worstFinding();
    }

    /** Whether nobody wants to hear of it until some time. */
    public boolean isSilenced(Instant now) {
        Silence silence = silence();
        return silence != null && silence.until() != null && now.isBefore(silence.until());
    }

    /** Whether somebody takes care of what is wrong now; what comes again after it was over is another matter. */
    public boolean isAcknowledged() {
        Silence silence = silence();
        // A probe that cannot take place says nothing about what was found before.
        Finding worst = worstObserved();
        if (silence == null || silence.until() != null || worst == null || observed == null) {
            return false;
        }
        boolean isOlder =
            silence.at() == null ||
            observed.isInitial() ||
            !observed.since().truncatedTo(ChronoUnit.SECONDS).isAfter(silence.at());
        return worst.id().equals(silence.finding()) && isOlder;
    }

    private @Nullable Silence silence() {
        Connection connection = connection();
        return connection == null ? null : connection.silence();
    }

    /** -1 where they were never counted. */
    long pendingJobs() {
        return counted == null ? -1 : counted.counts().total();
    }

    /** Until the first byte of the last answer; -1 where there was none. */
    double latencyMs() {
        Double firstByte = observed == null ? null : observed.report().probe().observed().timings().firstByteMs();
        return firstByte == null ? -1 : firstByte;
    }

    /** {@link Long#MAX_VALUE} where no certificate was seen. */
    long certificateDaysLeft() {
        @Nullable
        TlsDetails tls = observed == null ? null : observed.report().probe().observed().tls();
        return tls == null ? Long.MAX_VALUE : tls.daysLeft();
    }
}
