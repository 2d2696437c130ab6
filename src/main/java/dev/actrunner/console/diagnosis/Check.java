package dev.actrunner.console.diagnosis;

import com.github.benmanes.caffeine.cache.Interner;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of one check of a probe.
 *
 * @param id what was looked at
 * @param status how it ended
 * @param finding what was found wrong, null when nothing was
 * @param summary one sentence of what was seen
 * @param remediation what to do about it, null when there is nothing to do
 */
public record Check(
    CheckId id,
    CheckStatus status,
    @Nullable Finding finding,
    String summary,
    @Nullable String remediation
) {
    /** Thousands of connections find the same: each result is kept once. */
    private static final Interner<Check> INTERNER = Interner.newWeakInterner();

    /** As long as the longest that the console has to say itself; what it quotes has no end. */
    private static final int LONGEST = 2000;

    /** Whoever is quoted in it: what is shown is one line. */
    public Check {
        summary = Redactor.line(summary, LONGEST);
        remediation = remediation == null ? null : Redactor.line(remediation, LONGEST);
    }

    /** Returns the same checks, each as the one object that all who found the same have in common. */
    public static List<Check> interned(List<Check> checks) {
        return checks.stream().map(INTERNER::intern).toList();
    }

    /** A check that passed. */
    public static Check passed(CheckId id, String summary) {
        return new Check(id, CheckStatus.PASS, null, summary, null);
    }

    /** A check that was not made because of another that failed; null where that is not known. */
    public static Check skippedAfter(CheckId id, @Nullable Check failed) {
        return skipped(id, failed == null ? "Skipped." : "Skipped (" + failed.id().id() + " failed).");
    }

    /** Finds the first check that failed. */
    public static Optional<Check> firstFailure(Collection<Check> checks) {
        return checks
            .stream()
            .filter(check -> check.status() == CheckStatus.FAIL)
            .findFirst();
    }

    /** A check that could not be made. */
    public static Check skipped(CheckId id, String summary) {
        return new Check(id, CheckStatus.SKIPPED, null, summary, null);
    }
}
