package dev.actrunner.console.forge;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.CheckCollector;
import dev.actrunner.console.diagnosis.CheckId;
import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.diagnosis.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reports a probe: its checks, the verdict that they come to, and what it learned of the forge.
 *
 * @param verdict what the checks come to
 * @param checkedAt when the probe ended
 * @param checks one for every {@link CheckId}, in its order
 * @param observed what the forge's answers told
 */
public record ProbeReport(Verdict verdict, Instant checkedAt, List<Check> checks, ForgeObservation observed) {
    public ProbeReport {
        checks = Check.interned(checks);
    }

    /**
     * Holds what a probe learned of a forge: nothing of its answers but numbers, a version and labels.
     *
     * @param platform the platform found, null when it could not be told
     * @param version the release as the forge writes it, null when it could not be told
     * @param endpoint the list of jobs that was read, null when the probe did not get that far
     * @param counts the jobs counted, null when there is no figure that KEDA could act on
     * @param waitingLabels which labels the waiting jobs ask for, the most wanted first, of those that were looked at
     * @param timings where the time went
     * @param tls the forge's certificate, null where there was no TLS
     * @param retryAfter how long the forge asks to be left alone ({@code Retry-After} with 429 or 503), null where it does not
     */
    public record ForgeObservation(
        @Nullable Platform platform,
        @Nullable String version,
        @Nullable JobsEndpoint endpoint,
        @Nullable JobCounts counts,
        List<LabelDemand> waitingLabels,
        Timings timings,
        @Nullable TlsDetails tls,
        @Nullable Duration retryAfter
    ) {
        /** The observation where nothing was sent. */
        public static final ForgeObservation NONE = new ForgeObservation(
            null,
            null,
            null,
            null,
            List.of(),
            Timings.NONE,
            null,
            null
        );

        /** Returns the same without the counts, where KEDA acts on none. */
        private ForgeObservation withoutCounts() {
            return new ForgeObservation(platform, version, endpoint, null, waitingLabels, timings, tls, retryAfter);
        }
    }

    /**
     * Reports that nothing could be asked, for want of a token or of an authority to trust: one failed check, and the others
     * skipped.
     *
     * @param failed why
     */
    public static ProbeReport withoutAnswer(Check failed, Instant now) {
        var findings = new CheckCollector();
        findings.add(failed);
        return new ProbeReport(Verdict.FAILED, now, findings.complete(CheckId.OF_FORGE), ForgeObservation.NONE);
    }

    /** This report with more checks, and the verdict that they all come to. */
    public ProbeReport with(List<Check> more) {
        List<Check> all = Stream.concat(checks.stream(), more.stream()).toList();
        return new ProbeReport(Verdict.of(all), checkedAt, all, observed);
    }

    /** This report where KEDA acts on no figure, whatever was counted. */
    public ProbeReport withoutCounts() {
        return new ProbeReport(verdict, checkedAt, checks, observed.withoutCounts());
    }

    /** Whether it is not older. One of the future is of before the clock was set back, and may be as old as it likes. */
    public boolean isRecent(Duration maxAge, Instant now) {
        return !checkedAt.isAfter(now) && !checkedAt.plus(maxAge).isBefore(now);
    }

    /** Returns the platform found, null when it could not be told. */
    public @Nullable Platform platform() {
        return observed.platform();
    }

    /** Returns the release as the forge writes it, null when it could not be told. */
    public @Nullable String version() {
        return observed.version();
    }

    /** Returns the release as numbers, empty where it could not be told. */
    public Optional<ForgeVersion> release() {
        return Optional.ofNullable(version()).flatMap(ForgeVersion::parse);
    }

    /** Returns the jobs counted, null when there is no figure that KEDA could act on. */
    public @Nullable JobCounts counts() {
        return observed.counts();
    }

    /** Returns a title such as {@code Gitea 1.27.2}, without what builds append; empty while the platform is unknown. */
    public String forge() {
        Platform platform = platform();
        String version = version();
        return platform == null || version == null ? "" : platform.release(version);
    }

    /** The check of that id. */
    public Check check(CheckId id) {
        return checks
            .stream()
            .filter(c -> c.id() == id)
            .findFirst()
            .orElseThrow();
    }

    /** The first check that failed, else the first with a warning; empty where all is well. */
    public Optional<Check> worstCheck() {
        Check worst = null;
        // Asked for each connection whenever a dashboard is made.
        for (Check each : checks) {
            boolean isFailure = each.status() == CheckStatus.FAIL;
            if (each.finding() != null && (worst == null || (isFailure && worst.status() != CheckStatus.FAIL))) {
                worst = each;
            }
        }
        return Optional.ofNullable(worst);
    }
}
