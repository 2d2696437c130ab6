package dev.actrunner.console.forge;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One finding of a probe.
 *
 * @param id what was looked at
 * @param outcome how it stands
 * @param summary one sentence of what was seen
 * @param remedy what to do about it, null when there is nothing to do
 */
public record Check(CheckId id, Outcome outcome, String summary, @Nullable String remedy) {
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
}
