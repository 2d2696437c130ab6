package dev.actrunner.console.diagnosis;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of one check of a probe.
 *
 * @param id what was looked at
 * @param outcome how it stands
 * @param finding what was found wrong, null when nothing was
 * @param summary one sentence of what was seen
 * @param remedy what to do about it, null when there is nothing to do
 */
public record Check(CheckId id, Outcome outcome, @Nullable Finding finding, String summary, @Nullable String remedy) {
    /** Whoever is quoted in it: what is shown is one line. */
    public Check {
        summary = Redactor.line(summary);
        remedy = remedy == null ? null : Redactor.line(remedy);
    }

    /** How a check stands. */
    public enum Outcome {
        PASS,
        WARN,
        FAIL,
        /** An earlier failure left nothing to look at. */
        SKIPPED;

        /** As JSON and pages write it: {@code pass}, {@code warn}, {@code fail}, {@code skipped}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A check that passed. */
    public static Check passed(CheckId id, String summary) {
        return new Check(id, Outcome.PASS, null, summary, null);
    }

    /** A check that could not be made. */
    public static Check skipped(CheckId id, String summary) {
        return new Check(id, Outcome.SKIPPED, null, summary, null);
    }
}
