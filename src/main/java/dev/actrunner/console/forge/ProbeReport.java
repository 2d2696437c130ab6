package dev.actrunner.console.forge;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a probe saw. It holds nothing of a forge's answer but numbers, a version and statuses.
 *
 * @param verdict what the checks come to
 * @param checkedAt when the probe ended
 * @param platform the platform found, null when it could not be told
 * @param version the release as the forge writes it, null when it could not be told
 * @param endpoint the list of jobs that was read, null when the probe did not get that far
 * @param counts the jobs counted, null when there is no figure that KEDA could act on
 * @param checks one for every {@link CheckId}, in its order
 * @param timings where the time went
 */
public record ProbeReport(
    Verdict verdict,
    Instant checkedAt,
    @Nullable Platform platform,
    @Nullable String version,
    @Nullable JobsEndpoint endpoint,
    @Nullable JobCounts counts,
    List<Check> checks,
    Timings timings
) {
    /**
     * The report where there is no token to probe with: one failed check, and the others skipped.
     *
     * @param summary what was seen
     * @param remedy what to do about it
     */
    public static ProbeReport withoutToken(String summary, String remedy, Instant now) {
        var findings = new Findings();
        findings.fail(new ProbeFailure(CheckId.READABLE, summary, remedy));
        var nothing = new Timings(null, null, null, null, 0);
        return new ProbeReport(Verdict.FAILED, now, null, null, null, null, findings.complete(), nothing);
    }

    /** For people: {@code Gitea 1.27.2}; empty while the platform is unknown. */
    public String forge() {
        return platform == null ? "" : platform.title() + " " + version;
    }

    /** The check of that id. */
    public Check check(CheckId id) {
        return checks
            .stream()
            .filter(c -> c.id() == id)
            .findFirst()
            .orElseThrow();
    }
}
