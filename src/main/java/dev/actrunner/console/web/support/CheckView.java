package dev.actrunner.console.web.support;

import dev.actrunner.console.diagnosis.Check;
import dev.actrunner.console.diagnosis.Finding;
import dev.actrunner.console.web.language.Phrases;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows a check in the reader's language.
 *
 * @param finding what is wrong, by its id in the catalogue; null where nothing is
 * @param status {@code pass}, {@code warn}, {@code fail} or {@code skipped}
 */
public record CheckView(
    String id,
    String status,
    @Nullable String finding,
    String summary,
    @Nullable String remediation
) {
    public static CheckView of(Check check, Phrases phrases) {
        Finding finding = check.finding();
        Locale language = phrases.language();
        return new CheckView(
            check.id().id(),
            check.status().id(),
            finding == null ? null : finding.id(),
            phrases.translate(check.summary(), _ ->
                finding == null ? check.id().title(language) + "." : finding.title(language)
            ),
            check.remediation() == null
                ? null
                : phrases.translate(check.remediation(), _ -> finding == null ? "" : finding.remediation(language))
        );
    }

    /** Shows checks, in their order. */
    public static List<CheckView> of(List<Check> checks, Phrases phrases) {
        return checks
            .stream()
            .map(check -> of(check, phrases))
            .toList();
    }
}
