package dev.actrunner.console.web.setup;

import dev.actrunner.console.connection.batch.BatchResult;
import dev.actrunner.console.connection.batch.BatchResult.Outcome;
import dev.actrunner.console.web.language.Phrases;
import org.jspecify.annotations.Nullable;

/**
 * What came of one connection, for a page.
 *
 * @param outcome {@code created}, {@code applied}, {@code failed}, or {@code withheld}
 * @param problem why it failed, null where it did not
 * @param verdict of its probe, null where there was none
 */
record ResultView(
    String namespace,
    String name,
    Outcome outcome,
    @Nullable String problem,
    @Nullable String verdict,
    @Nullable Long total
) {
    static ResultView of(BatchResult result, Phrases phrases) {
        var applied = result.applied();
        var report = applied == null ? null : applied.report();
        var counts = report == null ? null : report.probe().counts();
        return new ResultView(
            result.key().namespace(),
            result.key().name(),
            result.outcome(),
            result.problem() == null ? null : phrases.translate(String.valueOf(result.problem().getMessage())),
            report == null ? null : report.probe().verdict().id(),
            counts == null ? null : counts.total()
        );
    }
}
