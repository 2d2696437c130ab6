package dev.actrunner.console.web.scaleset;

import dev.actrunner.console.scaleset.waiting.Link;
import dev.actrunner.console.web.language.Phrases;
import org.jspecify.annotations.Nullable;

/**
 * Shows a link of the chain from a job to its runner in the reader's language.
 *
 * @param status {@code pass}, {@code warn}, {@code fail} or {@code skipped}
 */
public record LinkView(String step, String status, String summary, @Nullable String remediation) {
    /** Translates a link. */
    public static LinkView of(Link link, Phrases phrases) {
        return new LinkView(
            link.step().id(),
            link.status().id(),
            phrases.translate(link.summary()),
            phrases.translateNullable(link.remediation())
        );
    }
}
