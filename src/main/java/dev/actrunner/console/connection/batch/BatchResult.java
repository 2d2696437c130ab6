package dev.actrunner.console.connection.batch;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.actrunner.console.connection.ConnectionKey;
import dev.actrunner.console.connection.apply.ApplyResult;
import dev.actrunner.console.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of one connection of many.
 *
 * @param applied what was done, null where nothing was
 * @param problem why it was not applied, null where it was, or where another one is the reason
 */
public record BatchResult(
    ConnectionKey key,
    Outcome outcome,
    @Nullable ApplyResult applied,
    @Nullable ProblemException problem
) {
    /** How it ended. */
    public enum Outcome {
        CREATED,
        /** It was there, and was changed or found as it was asked for. */
        APPLIED,
        FAILED,
        /** Another one would fail, and all or none were asked for. */
        WITHHELD;

        /** Returns how JSON writes it: {@code created}, {@code applied}, … */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns how many ended so. */
    public static int count(List<BatchResult> results, Outcome outcome) {
        return (int) results
            .stream()
            .filter(result -> result.outcome() == outcome)
            .count();
    }

    static BatchResult of(ConnectionKey key, ApplyResult applied) {
        return new BatchResult(key, applied.created() ? Outcome.CREATED : Outcome.APPLIED, applied, null);
    }

    static BatchResult failed(ConnectionKey key, ProblemException problem) {
        return new BatchResult(key, Outcome.FAILED, null, problem);
    }

    BatchResult withheld() {
        return outcome == Outcome.FAILED ? this : new BatchResult(key, Outcome.WITHHELD, null, null);
    }
}
